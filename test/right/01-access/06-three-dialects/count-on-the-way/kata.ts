import type { Parameter, Sequential } from '#lib';

export type Dialect = 'torch' | 'mxnet' | 'keras';

export function lookup(net: Sequential, key: string, dialect: Dialect): Parameter {
  const seen: string[] = [];
  let position = 0;
  let count = -1;
  let last = '';
  for (const [path, parameter] of net.namedParameters()) {
    const [layer, name] = path.split('.') as [string, string];
    if (layer !== last) count += 1;
    last = layer;
    const word = dialect === 'torch' ? path : dialect === 'mxnet' ? `dense${count}_${name}` : `${position}`;
    if (word === key) return parameter;
    seen.push(word);
    position += 1;
  }
  throw new Error([`no parameter is called ${key}, but these are:`, ...seen].join(' '));
}
