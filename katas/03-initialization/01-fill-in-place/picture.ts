import { constant_ } from '#kata/03-initialization/01-fill-in-place/kata.ts';
import { Parameter, tensor } from '#lib';
import { gridOf, type Picture, type Say } from '#lib/picture';

/** The same box before and after. */
export function picture(say: Say): Picture {
  const p = new Parameter(
    tensor([
      [0.5, -1, 2],
      [3, -0.25, 1],
    ]),
  );
  const before = gridOf(p.array, say('before', '之前'));
  constant_(p, 42);
  return {
    kind: 'grids',
    title: say('constant_(p, 42): same box, new contents', 'constant_(p, 42)：盒子没换，内容换了'),
    parts: [before, gridOf(p.array, say('after', '之后'))],
    signs: ['→'],
  };
}
