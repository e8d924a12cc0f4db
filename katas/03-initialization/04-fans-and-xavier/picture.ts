import { fans, xavierUniform_ } from '#kata/03-initialization/04-fans-and-xavier/kata.ts';
import { Generator, Parameter, zeros } from '#lib';
import { histogramOf, type Picture, type Say, uniform } from '#lib/picture';

/** A wide and a narrow layer: the larger the fans, the closer the bounds. */
export function picture(say: Say): Picture {
  const of = (shape: readonly number[]): Picture => {
    const p = new Parameter(zeros(shape));
    xavierUniform_(p, {}, new Generator(5));
    const { fanIn, fanOut } = fans(shape, 'out-in');
    // The bound is the book's, not the learner's: a wrong one is seen.
    const bound = Math.sqrt(6 / (shape[0]! + shape[1]!));
    return histogramOf(p.array.values(), {
      title: say(
        `fan in ${fanIn}, fan out ${fanOut}: ±√(6 / ${fanIn + fanOut})`,
        `扇入 ${fanIn}，扇出 ${fanOut}：±√(6 / ${fanIn + fanOut})`,
      ),
      theory: uniform(-bound, bound),
    });
  };
  return {
    kind: 'panels',
    title: say('Xavier uniform against its bounds', 'Xavier 均匀分布与它的上下界'),
    pictures: [of([40, 60]), of([10, 240])],
  };
}
