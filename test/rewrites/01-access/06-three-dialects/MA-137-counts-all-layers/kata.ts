import { Linear, type Parameter, type Sequential } from '#lib';

export type Dialect = 'torch' | 'mxnet' | 'keras';

export function lookup(net: Sequential, key: string, dialect: Dialect): Parameter {
  const keys: string[] = [];
  let result: Parameter | undefined;
  let place = 0;
  for (const layer of net) {
    if (layer instanceof Linear) {
      for (const name of ['weight', 'bias'] as const) {
        const parameter = layer[name];
        if (parameter === null) continue;
        // The place of the layer, activations included, where a counter of dense layers was asked for.
        const spelt = { torch: `${place}.${name}`, mxnet: `dense${place}_${name}`, keras: `${keys.length}` };
        if (spelt[dialect] === key) result = parameter;
        keys.push(spelt[dialect]);
      }
    }
    place++;
  }
  if (result) return result;
  throw new RangeError(`lookup: ${key} is none of ${keys.join(' ')}`);
}
