import type { Module, Parameter } from '#lib';

export type Layout = 'out,in' | 'in,out';

export function shapes(root: Module, layout: Layout = 'out,in'): [string, number[]][] {
  const turned = (shape: readonly number[]) => (layout === 'in,out' ? shape.toReversed() : [...shape]);
  return [...root.namedParameters()].map(([name, parameter]) => [name, turned(parameter.shape)]);
}

export function totals(named: Iterable<[string, Parameter]>): { parameters: number; numbers: number } {
  const parameters = [...named].length;
  let numbers = 0;
  for (const [, parameter] of named) numbers += parameter.size;
  return { parameters, numbers };
}
