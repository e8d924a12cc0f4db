import type { Parameter, Sequential } from '#lib';

export type Dialect = 'torch' | 'mxnet' | 'keras';

const spell: Record<Dialect, (path: string, dense: number, position: number) => string> = {
  torch: (path) => path,
  mxnet: (path, dense) => `dense${dense}_${path.split('.')[1]}`,
  keras: (_path, _dense, position) => String(position),
};

export function lookup(net: Sequential, key: string, dialect: Dialect): Parameter {
  const table = new Map<string, Parameter>();
  const layers: string[] = [];
  for (const [path, parameter] of net.namedParameters()) {
    const layer = path.split('.')[0]!;
    if (!layers.includes(layer)) layers.push(layer);
    table.set(spell[dialect](path, layers.length - 1, table.size), parameter);
  }
  const found = table.get(key);
  if (found === undefined)
    throw new Error(`No '${key}' in ${dialect}. There is: ${[...table.keys()].join('')}`);
  return found;
}
