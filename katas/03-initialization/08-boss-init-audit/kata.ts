import type { Module, Tensor } from '#lib';

export interface Finding {
  readonly kind: 'symmetry' | 'dead' | 'drift' | 'zero gradient';
  /** Path of the layer; for a zero gradient, of the parameter. */
  readonly where: string;
  /** symmetry and dead: the share of the units; drift: the ratio of the spreads; zero gradient: 0. */
  readonly value: number;
}

/**
 * What is wrong with the first values of a net of Linear, ReLU, Tanh and Sequential, tried on x (rows, in): symmetry,
 * then dead, drift, zero gradient, each in the order of the net. Looks only: values and gradients stay as they are.
 */
export function audit(net: Module, x: Tensor): Finding[] {
  throw new Error('Not started: 03-initialization/08-boss-init-audit');
}
