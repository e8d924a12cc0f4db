import { type Dialect, lookup } from '#kata/01-access/06-three-dialects/kata.ts';
import { Linear, ReLU, Sequential } from '#lib';
import type { Picture, Say } from '#lib/picture';

const keys: readonly (readonly [Dialect, string])[] = [
  ['torch', '2.bias'],
  ['mxnet', 'dense1_bias'],
  ['keras', '3'],
];

/** One box and the names that led to it. */
export function picture(say: Say): Picture {
  const net = new Sequential(new Linear(4, 8), new ReLU(), new Linear(8, 1));
  const rows = [...net.namedParameters()].flatMap(([path, parameter]) => [
    { depth: 0, name: path, note: `(${parameter.shape.join(', ')})` },
    ...keys
      .filter(([dialect, key]) => lookup(net, key, dialect) === parameter)
      .map(([dialect, key]) => ({ depth: 1, name: dialect, note: key, marked: true })),
  ]);
  return { kind: 'tree', title: say('Three names, one box', '三个名字，同一个盒子'), rows };
}
