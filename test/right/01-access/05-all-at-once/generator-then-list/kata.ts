import type { Module, Parameter } from '#lib';

export type Layout = 'out,in' | 'in,out';

function* rows(root: Module, layout: Layout): Generator<[string, number[]]> {
  for (const [name, parameter] of root.namedParameters()) {
    const shape = Array.from(parameter.shape);
    if (layout === 'in,out') shape.reverse();
    yield [name, shape];
  }
}

export const shapes = (root: Module, layout: Layout = 'out,in'): [string, number[]][] => [
  ...rows(root, layout),
];

export function totals(named: Iterable<[string, Parameter]>): { parameters: number; numbers: number } {
  const all = new Map(named);
  const numbers = [...all.values()].flatMap((parameter) => parameter.array.values());
  return { parameters: all.size, numbers: numbers.length };
}
