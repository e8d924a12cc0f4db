import { tiedMlp } from '#kata/04-tying/01-one-layer-two-places/kata.ts';
import { Generator } from '#lib';
import { type Picture, type Say, treeOf } from '#lib/picture';

/** The second place refers to the first. */
export const picture = (say: Say): Picture =>
  treeOf(tiedMlp(4, 8, 1, new Generator(1)), {
    title: say('tiedMlp(4, 8, 1): what stands twice is drawn once', 'tiedMlp(4, 8, 1)：放在两处的，只画一次'),
  });
