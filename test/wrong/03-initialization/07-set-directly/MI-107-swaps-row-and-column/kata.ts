import { noGrad, type Tensor } from '#lib';

export function addScalar_(p: Tensor, amount: number): void {
  noGrad(() => p.add_(amount));
}

export function setAt_(p: Tensor, index: readonly number[], value: number): void {
  const cell = [...index].reverse().reduce((part, i) => part.select(0, i), p.detach());
  if (cell.shape.length > 0)
    throw new RangeError(`expected ${p.shape.length} indices, received ${index.length}`);
  cell.fill_(value);
}
