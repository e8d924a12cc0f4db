import type { Module, Tensor } from '#lib';

/** Calls `fn` on every module of the tree, each object once, children before their parent. Gives the root back. */
export function apply<M extends Module>(root: M, fn: (module: Module) => void): M {
  throw new Error('Not started: 03-initialization/02-apply-by-type');
}

/** What to hand to `apply`: gives weights and biases of every Linear to their rules, and leaves the rest alone. */
export function initLinear(
  weightFn: (p: Tensor) => void,
  biasFn: (p: Tensor) => void,
): (module: Module) => void {
  throw new Error('Not started: 03-initialization/02-apply-by-type');
}
