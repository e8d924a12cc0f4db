import type { Module, Parameter } from '#lib';

export type Layout = 'out,in' | 'in,out';

export function shapes(root: Module, layout: Layout = 'out,in'): [string, number[]][] {
  return [...root.namedParameters()]
    .map(([name, p]): [string, number[]] => [name, layout === 'in,out' ? p.shape.toReversed() : [...p.shape]])
    .reverse();
}

export function totals(named: Iterable<[string, Parameter]>): { parameters: number; numbers: number } {
  const sizes = Array.from(named, ([, parameter]) => parameter.size);
  return { parameters: sizes.length, numbers: sizes.reduce((sum, size) => sum + size, 0) };
}
