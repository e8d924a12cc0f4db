import { noGrad, type Tensor, tensor } from '#lib';

export const addScalar_ = (p: Tensor, amount: number): void => {
  noGrad(() => p.copy_(p.add(amount)));
};

export const setAt_ = (p: Tensor, index: readonly number[], value: number): void => {
  const { shape } = p;
  const places = index.map((i, axis) => (i < 0 ? i + (shape[axis] ?? 0) : i));
  const fits = places.length === shape.length && places.every((i, axis) => i >= 0 && i < shape[axis]!);
  if (!fits) throw new Error(`no element at [${index}] of (${shape})`);
  const at = places.reduce((sum, i, axis) => sum * shape[axis]! + i, 0);
  const values = p.array.values();
  values[at] = value;
  noGrad(() => p.copy_(tensor(values).reshape(...shape)));
};
