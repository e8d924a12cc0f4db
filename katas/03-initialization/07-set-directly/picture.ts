import { addScalar_, setAt_ } from '#kata/03-initialization/07-set-directly/kata.ts';
import { Parameter, tensor } from '#lib';
import { gridOf, type Picture, type Say } from '#lib/picture';

/** One to everything, then 42 to one cell. */
export function picture(say: Say): Picture {
  const p = new Parameter(
    tensor([
      [0, 7.5, -1],
      [2, 0.5, 3],
    ]),
  );
  const before = gridOf(p.array, say('before', '之前'));
  addScalar_(p, 1);
  const added = gridOf(p.array, 'addScalar_(p, 1)');
  setAt_(p, [0, 0], 42);
  return {
    kind: 'grids',
    title: say('Set directly', '直接设置'),
    parts: [before, added, gridOf(p.array, 'setAt_(p, [0, 0], 42)', [[0, 0]])],
    signs: ['→', '→'],
  };
}
