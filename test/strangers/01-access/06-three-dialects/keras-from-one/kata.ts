import { Linear, type Parameter, type Sequential } from '#lib';

export type Dialect = 'torch' | 'mxnet' | 'keras';

export function lookup(net: Sequential, key: string, dialect: Dialect): Parameter {
  const table = new Map<string, Parameter>();
  let dense = -1;
  [...net].forEach((layer, place) => {
    if (!(layer instanceof Linear)) return;
    dense++;
    for (const [name, p] of layer.namedParameters()) {
      const keras = String(table.size + 1);
      table.set({ torch: `${place}.${name}`, mxnet: `dense${dense}_${name}`, keras }[dialect], p);
    }
  });
  const found = table.get(key);
  if (found === undefined) throw new Error(`No '${key}'. There is: ${[...table.keys()].join(', ')}`);
  return found;
}
