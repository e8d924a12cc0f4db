import { buildMlp } from '#kata/01-access/01-build-and-probe/kata.ts';
import { Generator } from '#lib';
import { type Picture, type Say, treeOf } from '#lib/picture';

/** The tree of the net that was built. */
export const picture = (say: Say): Picture =>
  treeOf(buildMlp(4, 8, 1, new Generator(1)), {
    title: say('buildMlp(4, 8, 1): its modules and parameters', 'buildMlp(4, 8, 1)：它的模块与参数'),
  });
