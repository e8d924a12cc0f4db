import type { Module, Tensor } from '#lib';

export interface Trace {
  /** Mean squared error before each step. */
  losses: number[];
  /** √Σg² over all parameters that are trained, each once, at each step. */
  gradNorms: number[];
}

/**
 * Trains in place by plain gradient descent on the mean squared error, and watches: one entry per step. A tied
 * parameter is stepped once, a frozen one not at all; gradients left from before do not count.
 */
export function trainTied(net: Module, data: { x: Tensor; y: Tensor }, steps: number, lr: number): Trace {
  throw new Error('Not started: 04-tying/08-boss-train-and-watch');
}
