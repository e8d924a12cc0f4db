import { report } from '#kata/01-access/07-boss-check-up/kata.ts';
import { Generator, Linear, Sequential, Tanh, tensor } from '#lib';
import type { Picture, Say } from '#lib/picture';

/** The sheet after one backward pass. */
export function picture(say: Say): Picture {
  const generator = new Generator(2);
  const net = new Sequential(new Linear(4, 8, { generator }), new Tanh(), new Linear(8, 1, { generator }));
  net
    .forward(tensor([[1, 2, 3, 4]]))
    .sum()
    .backward();
  const rows = report(net);
  const numbers = rows.map(({ count, mean, std, gradNorm }) => [count, mean, std, gradNorm ?? Number.NaN]);
  return {
    kind: 'grids',
    title: say('The check-up sheet: ', '体检表：') + rows.map(({ name }) => name).join(' · '),
    parts: [{ label: say('count · mean · std · √Σg²', '个数 · 均值 · 标准差 · √Σg²'), rows: numbers }],
    signs: [],
  };
}
