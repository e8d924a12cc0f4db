import { initPlan } from '#kata/03-initialization/05-one-rule-per-block/kata.ts';
import { Linear, ReLU, Sequential, type Tensor, tensor, zerosLike } from '#lib';
import { gridOf, type Picture, type Say } from '#lib/picture';

/** The first weight by one rule, the last by another, the bias by none. */
export function picture(say: Say): Picture {
  const net = new Sequential(new Linear(3, 2), new ReLU(), new Linear(2, 1));
  for (const p of net.parameters()) p.data.copy_(zerosLike(p));
  const set = (values: number[][]) => (p: Tensor) => void p.data.copy_(tensor(values));
  initPlan(net, [
    [
      /^0\.weight$/,
      set([
        [0.7, -0.5, 0.2],
        [-0.3, 0.6, -0.1],
      ]),
    ],
    [/^2\.weight$/, set([[42, 42]])],
  ]);
  const grids = [...net.namedParameters()].map(([path, p]) => gridOf(p.array, path));
  return {
    kind: 'grids',
    title: say(
      'One rule for 0.weight, another for 2.weight, none for the biases',
      '0.weight 用一条规则，2.weight 用另一条，偏置不动',
    ),
    parts: grids,
    signs: grids.slice(1).map(() => ''),
  };
}
