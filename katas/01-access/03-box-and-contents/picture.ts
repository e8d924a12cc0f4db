import { valueOf } from '#kata/01-access/03-box-and-contents/kata.ts';
import { Linear, tensor } from '#lib';
import { gridOf, type Picture, type Say } from '#lib/picture';

/** Writing through the contents that were handed out shows in the box. */
export function picture(say: Say): Picture {
  const { weight } = new Linear(3, 2);
  weight.data.copy_(
    tensor([
      [1, 2, 3],
      [4, 5, 6],
    ]),
  );
  const before = gridOf(weight.array, say('in the box', '盒子里'));
  valueOf(weight).set(0, 0, 9);
  const after = gridOf(
    weight.array,
    say('after valueOf(p).set(0, 0, 9)', '执行 valueOf(p).set(0, 0, 9) 之后'),
    [[0, 0]],
  );
  return {
    kind: 'grids',
    title: say('The contents are live: a write shows in the box', '内容是活的：写进去，盒子里就变'),
    parts: [before, after],
    signs: ['→'],
  };
}
