import { Linear, type Module, type Parameter } from '#lib';

export type Layout = 'out,in' | 'in,out';

export function shapes(root: Module, layout: Layout = 'out,in'): [string, number[]][] {
  const rows: [string, number[]][] = [];
  const add = (layer: Module, prefix: string): void => {
    if (!(layer instanceof Linear)) return;
    const [outputs, inputs] = layer.weight.shape as [number, number];
    rows.push([`${prefix}weight`, layout === 'out,in' ? [outputs, inputs] : [inputs, outputs]]);
    if (layer.bias !== null) rows.push([`${prefix}bias`, [outputs]]);
  };
  add(root, '');
  for (const [name, child] of root.namedChildren()) add(child, `${name}.`);
  return rows;
}

export function totals(named: Iterable<[string, Parameter]>): { parameters: number; numbers: number } {
  let [parameters, numbers] = [0, 0];
  for (const [, { shape }] of named) {
    parameters += 1;
    numbers += shape.reduce((product, n) => product * n, 1);
  }
  return { parameters, numbers };
}
