import type { Tensor } from '#lib';

/** Adds one number to every element, in place and unrecorded; autograd's version counter sees it. */
export function addScalar_(p: Tensor, amount: number): void {
  throw new Error('Not started: 03-initialization/07-set-directly');
}

/**
 * Sets one element, in place and unrecorded; autograd's version counter sees it. Negative positions count from the
 * end. Throws an Error, changing nothing, unless the index names exactly one element.
 */
export function setAt_(p: Tensor, index: readonly number[], value: number): void {
  throw new Error('Not started: 03-initialization/07-set-directly');
}
