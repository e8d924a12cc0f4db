import { strange_ } from '#kata/03-initialization/06-strange-distribution/kata.ts';
import { Generator, Parameter, zeros } from '#lib';
import { always, histogramOf, mixture, type Picture, type Say, uniform } from '#lib/picture';

/** Half at 0, nothing between −5 and 5 else, a quarter on either side. */
export function picture(say: Say): Picture {
  const p = new Parameter(zeros([80, 100]));
  strange_(p, new Generator(11));
  return histogramOf(p.array.values(), {
    title: say('strange_: half are 0, and |w| < 5 stays empty', 'strange_：一半是 0，|w| < 5 空着'),
    bins: 41,
    theory: mixture([
      [0.5, always(0)],
      [0.25, uniform(5, 10)],
      [0.25, uniform(-10, -5)],
    ]),
  });
}
