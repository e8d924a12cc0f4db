import { type Tensor, tensor } from '#lib';

export function addScalar_(p: Tensor, amount: number): void {
  p.detach().add_(tensor(amount));
}

export function setAt_(p: Tensor, index: readonly number[], value: number): void {
  if (index.length !== p.shape.length) throw new Error('one index per axis, please');
  let part = p.detach();
  for (const i of index) part = part.select(0, i);
  part.copy_(tensor(value));
}
