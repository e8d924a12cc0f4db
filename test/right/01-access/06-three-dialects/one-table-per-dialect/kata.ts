import { Linear, type Parameter, type Sequential } from '#lib';

export type Dialect = 'torch' | 'mxnet' | 'keras';
type Row = Record<Dialect, string> & { parameter: Parameter };

function rowsOf(net: Sequential): Row[] {
  const rows: Row[] = [];
  const dense = [...net]
    .map((layer, place) => ({ layer, place }))
    .filter(({ layer }) => layer instanceof Linear);
  dense.forEach(({ layer, place }, count) => {
    const { weight, bias } = layer as Linear;
    for (const [name, parameter] of [
      ['weight', weight],
      ['bias', bias],
    ] as const) {
      if (parameter === null) continue;
      rows.push({
        torch: `${place}.${name}`,
        mxnet: `dense${count}_${name}`,
        keras: `${rows.length}`,
        parameter,
      });
    }
  });
  return rows;
}

export function lookup(net: Sequential, key: string, dialect: Dialect): Parameter {
  const rows = rowsOf(net);
  const row = rows.find((candidate) => candidate[dialect] === key);
  if (row) return row.parameter;
  throw new RangeError(`${key}: unknown; known are ${rows.map((candidate) => candidate[dialect])}`);
}
