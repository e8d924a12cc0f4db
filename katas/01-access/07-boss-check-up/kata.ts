import type { Module } from '#lib';

export interface Row {
  readonly name: string;
  readonly shape: readonly number[];
  /** How many numbers. */
  readonly count: number;
  readonly mean: number;
  /** Standard deviation: the root of the mean squared distance from the mean. */
  readonly std: number;
  /** Length of the gradient, √Σg²; null while there is no gradient. */
  readonly gradNorm: number | null;
}

/** One row per parameter, in order, each parameter once. Looks only: values and gradients stay as they are. */
export function report(net: Module): Row[] {
  throw new Error('Not started: 01-access/07-boss-check-up');
}
