import type { Parameter, Sequential } from '#lib';

export type Dialect = 'torch' | 'mxnet' | 'keras';

/** What each dialect calls the parameter with this path, seen as number `position` in a layer numbered `dense`. */
const spell: Record<Dialect, (path: string, dense: number, position: number) => string> = {
  torch: (path) => path,
  mxnet: (path, dense) => `dense${dense}_${path.split('.')[1]}`,
  keras: (_path, _dense, position) => String(position),
};

/**
 * The parameter that a key means in a dialect: 'torch' by path ('2.bias'), 'mxnet' by a counter over the layers that
 * have parameters ('dense1_bias'), 'keras' by its position in the flat list of arrays ('3'). An unknown key is an Error
 * whose message has the key and every key there is.
 */
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
    throw new Error(`No '${key}' in ${dialect}. There is: ${[...table.keys()].join(', ')}`);
  return found;
}
