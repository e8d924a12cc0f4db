import type { Module, Parameter } from '#lib';

export type Layout = 'out,in' | 'in,out';

/**
 * Name and shape of every parameter, in order, as a list that can be read as often as one likes. Weights are (out, in);
 * with layout 'in,out' their two lengths are exchanged, as Keras shows them.
 */
export function shapes(root: Module, layout: Layout = 'out,in'): [string, number[]][] {
  const turned = (shape: readonly number[]) => (layout === 'out,in' ? [...shape] : shape.toReversed());
  return [...root.namedParameters()].map(([name, parameter]) => [name, turned(parameter.shape)]);
}

/** How many parameters came, and how many numbers they hold together. `named` may be a generator. */
export function totals(named: Iterable<[string, Parameter]>): { parameters: number; numbers: number } {
  const sizes = Array.from(named, ([, parameter]) => parameter.size);
  return { parameters: sizes.length, numbers: sizes.reduce((sum, size) => sum + size, 0) };
}
