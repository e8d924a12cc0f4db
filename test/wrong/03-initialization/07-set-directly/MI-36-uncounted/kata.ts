import type { Tensor } from '#lib';

export function addScalar_(p: Tensor, amount: number): void {
  const { array } = p;
  for (let i = 0; i < p.size; i++) array.data[array.offset + i]! += amount;
}

export function setAt_(p: Tensor, index: readonly number[], value: number): void {
  const cell = index.reduce((part, i) => part.select(0, i), p.detach());
  if (cell.shape.length > 0)
    throw new RangeError(`expected ${p.shape.length} indices, received ${index.length}`);
  cell.fill_(value);
}
