import { tiedGradient } from '#kata/04-tying/04-gradients-add/kata.ts';
import { Generator, Linear, Sequential, Tanh, tensor } from '#lib';
import { gradientOfUses, gridOf, type Picture, type Say } from '#lib/picture';

/** What each use asks for, and the gradient that was given: their sum. */
export function picture(say: Say): Picture {
  const shared = new Linear(3, 3, { generator: new Generator(6) });
  const net = new Sequential(shared, new Tanh(), shared, new Tanh());
  const x = tensor([[0.5, 1, 2]]);
  const uses = gradientOfUses(net.forward(x).sum(), shared.weight).reverse();
  const parts = uses.map((part, i) => gridOf(part, say(`use ${i + 1}`, `第 ${i + 1} 次使用`)));
  const rows = tiedGradient(net, shared, x);
  return {
    kind: 'grids',
    title: say('Gradients of a tied weight add up', '绑定权重的梯度相加'),
    parts: [...parts, { label: say('your gradient', '你的梯度'), rows }],
    signs: ['+', '='],
  };
}
