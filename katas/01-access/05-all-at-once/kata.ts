import type { Module, Parameter } from '#lib';

export type Layout = 'out,in' | 'in,out';

/**
 * Name and shape of every parameter, in order, as a list that can be read as often as one likes. Weights are (out, in);
 * with layout 'in,out' their two lengths are exchanged, as Keras shows them.
 */
export function shapes(root: Module, layout: Layout = 'out,in'): [string, number[]][] {
  throw new Error('Not started: 01-access/05-all-at-once');
}

/** How many parameters came, and how many numbers they hold together. `named` may be a generator. */
export function totals(named: Iterable<[string, Parameter]>): { parameters: number; numbers: number } {
  throw new Error('Not started: 01-access/05-all-at-once');
}
