import { noGrad, type Tensor } from '#lib';

/** Adds one number to every element, in place and unrecorded; autograd's version counter sees it. */
export function addScalar_(p: Tensor, amount: number): void {
  noGrad(() => p.add_(amount));
}

/**
 * Sets one element, in place and unrecorded; autograd's version counter sees it. Negative positions count from the
 * end. Throws an Error, changing nothing, unless the index names exactly one element.
 */
export function setAt_(p: Tensor, index: readonly number[], value: number): void {
  const cell = index.reduce((part, i) => part.select(0, i), p.detach());
  if (cell.shape.length > 0)
    throw new RangeError(`expected ${p.shape.length} indices, received ${index.length}`);
  cell.fill_(value);
}
