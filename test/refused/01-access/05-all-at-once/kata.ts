import { type Module, type Parameter, parameterPaths } from '#lib';

export type Layout = 'out,in' | 'in,out';

export const shapes = (root: Module, layout: Layout = 'out,in'): [string, number[]][] =>
  [...parameterPaths(root)].map(([parameter, paths]) => [
    paths[0]!,
    layout === 'in,out' ? parameter.shape.toReversed() : [...parameter.shape],
  ]);

export function totals(named: Iterable<[string, Parameter]>): { parameters: number; numbers: number } {
  const sizes = Array.from(named, ([, parameter]) => parameter.size);
  return { parameters: sizes.length, numbers: sizes.reduce((sum, size) => sum + size, 0) };
}
