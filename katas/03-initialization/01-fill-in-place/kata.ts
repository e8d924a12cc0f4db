import type { Tensor } from '#lib';

/** Fills a tensor with one number, in place and unrecorded. */
export function constant_(p: Tensor, value: number): void {
  throw new Error('Not started: 03-initialization/01-fill-in-place');
}

/** Fills a tensor with zeros, in place and unrecorded. */
export function zeros_(p: Tensor): void {
  throw new Error('Not started: 03-initialization/01-fill-in-place');
}
