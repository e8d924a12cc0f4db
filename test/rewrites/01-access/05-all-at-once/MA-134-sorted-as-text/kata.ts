import type { Module, Parameter } from '#lib';

export type Layout = 'out,in' | 'in,out';

export function shapes(root: Module, layout?: Layout): [string, number[]][] {
  const byName: Record<string, number[]> = {};
  for (const [name, { shape }] of root.namedParameters()) byName[name] = Array.from(shape);
  const list: [string, number[]][] = [];
  for (const name of Object.keys(byName).sort()) {
    const shape = byName[name]!;
    if (layout === 'in,out') shape.reverse();
    list.push([name, shape]);
  }
  return list;
}

export function totals(named: Iterable<[string, Parameter]>): { parameters: number; numbers: number } {
  const sum = { parameters: 0, numbers: 0 };
  for (const [, p] of named) {
    sum.parameters++;
    sum.numbers += p.shape.reduce((a, b) => a * b, 1);
  }
  return sum;
}
