import type { Generator, Tensor } from '#lib';

/** Where the axes of a weight stand: PyTorch and Gluon (out, in, field…), Keras (field…, in, out). */
export type Layout = 'out-in' | 'in-out';

/** How many numbers feed one unit, and how many one number feeds. Throws an Error for fewer than two axes. */
export function fans(shape: readonly number[], layout: Layout): { fanIn: number; fanOut: number } {
  throw new Error('Not started: 03-initialization/04-fans-and-xavier');
}

/** Fills from U(±gain · √(6 / (fan-in + fan-out))), in place and unrecorded. Throws an Error for fewer than two axes. */
export function xavierUniform_(p: Tensor, options: { gain?: number; layout?: Layout }, rng: Generator): void {
  throw new Error('Not started: 03-initialization/04-fans-and-xavier');
}

/** Weights and biases of PyTorch's Linear start in U(±this). */
export function defaultBound(fanIn: number): number {
  throw new Error('Not started: 03-initialization/04-fans-and-xavier');
}
