import { trainTied } from '#kata/04-tying/08-boss-train-and-watch/kata.ts';
import { Generator, Linear, Sequential, Tanh, tensor } from '#lib';
import type { Picture, Say } from '#lib/picture';

/** Loss and gradient while a tied net learns. */
export function picture(say: Say): Picture {
  const generator = new Generator(9);
  const shared = new Linear(4, 4, { generator });
  const net = new Sequential(
    new Linear(2, 4, { generator }),
    new Tanh(),
    shared,
    new Tanh(),
    shared,
    new Linear(4, 1, { generator }),
  );
  const x = tensor([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ]);
  const { losses, gradNorms } = trainTied(net, { x, y: tensor([[0], [1], [1], [2]]) }, 40, 0.1);
  return {
    kind: 'trace',
    title: say('Forty steps of a tied net', '绑定网络的四十步训练'),
    along: say('step', '步'),
    series: [
      { label: say('loss', '损失'), values: losses },
      { label: '√Σg²', values: gradNorms },
    ],
  };
}
