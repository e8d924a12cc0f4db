import type { Module, Parameter } from '#lib';

export type Layout = 'out,in' | 'in,out';

export function shapes(root: Module, layout: Layout = 'out,in'): [string, number[]][] {
  const turned = (shape: readonly number[]) => (layout === 'in,out' ? shape.toReversed() : [...shape]);
  return [...root.namedParameters()].map(([name, parameter]) => [name, turned(parameter.shape)]);
}

export function totals(named: Iterable<[string, Parameter]>): { parameters: number; numbers: number } {
  const sizes = Array.from(named, ([, parameter]) => parameter.shape[0]!);
  return { parameters: sizes.length, numbers: sizes.reduce((sum, size) => sum + size, 0) };
}
