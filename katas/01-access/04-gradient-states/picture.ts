import { repeatBackward } from '#kata/01-access/04-gradient-states/kata.ts';
import { Linear, tensor } from '#lib';
import { gridOf, type Picture, type Say } from '#lib/picture';

/** The gradient after one, two and three passes: nobody clears it in between. */
export function picture(say: Say): Picture {
  const after = (passes: number) => {
    const layer = new Linear(3, 2);
    const loss = () => layer.forward(tensor([[1, 2, -1]])).sum();
    repeatBackward(layer.parameters(), loss, passes);
    return gridOf(layer.weight.grad!.array, say(`after pass ${passes}`, `第 ${passes} 次之后`));
  };
  return {
    kind: 'grids',
    title: say('weight.grad after repeated backward passes', '多次反向传播之后的 weight.grad'),
    parts: [after(1), after(2), after(3)],
    signs: ['→', '→'],
  };
}
