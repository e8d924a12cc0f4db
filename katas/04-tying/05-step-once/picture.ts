import { sgdStep } from '#kata/04-tying/05-step-once/kata.ts';
import { Parameter, tensor } from '#lib';
import { gridOf, type Picture, type Say } from '#lib/picture';

/** The same box listed twice is stepped once. */
export function picture(say: Say): Picture {
  const p = new Parameter(tensor([[1, 2, 3]]));
  const before = gridOf(p.array, say('before', '之前'));
  p.mul(tensor([[10, -10, 20]]))
    .sum()
    .backward();
  const gradient = gridOf(p.grad!.array, say('gradient', '梯度'));
  sgdStep([p, p], 0.1);
  return {
    kind: 'grids',
    title: say(
      'sgdStep([p, p], 0.1): one step, though listed twice',
      'sgdStep([p, p], 0.1)：列了两次，只走一步',
    ),
    parts: [before, gradient, gridOf(p.array, say('after', '之后'))],
    signs: ['− 0.1 ·', '='],
  };
}
