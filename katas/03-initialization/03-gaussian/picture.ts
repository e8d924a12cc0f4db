import { normal_ } from '#kata/03-initialization/03-gaussian/kata.ts';
import { Generator, Parameter, zeros } from '#lib';
import { histogramOf, normal, type Picture, type Say } from '#lib/picture';

/** Ten thousand draws against the bell. */
export function picture(say: Say): Picture {
  const p = new Parameter(zeros([100, 100]));
  normal_(p, 0, 0.01, new Generator(7));
  return histogramOf(p.array.values(), {
    title: say(
      'normal_(p, 0, 0.01): 10,000 weights, and the bell they come from',
      'normal_(p, 0, 0.01)：一万个权重与它们所来自的钟形曲线',
    ),
    theory: normal(0, 0.01),
  });
}
