import { noGrad, type Tensor } from '#lib';

export function addScalar_(p: Tensor, amount: number): void {
  noGrad(() => p.add_(amount));
}

export function setAt_(p: Tensor, index: readonly number[], value: number): void {
  if (index.length !== p.shape.length) throw new RangeError(`${index.length} indices`);
  noGrad(() => p.indexPut_(index, value));
}
