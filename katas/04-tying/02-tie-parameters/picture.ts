import { tie } from '#kata/04-tying/02-tie-parameters/kata.ts';
import { Linear, Sequential, Tanh } from '#lib';
import { type Picture, type Say, treeOf } from '#lib/picture';

/** Two layers, one weight. */
export function picture(say: Say): Picture {
  const [first, second] = [new Linear(3, 3), new Linear(3, 3)];
  tie(second, first, 'weight');
  return treeOf(new Sequential(first, new Tanh(), second), {
    title: say(
      "tie(second, first, 'weight'): two modules, one box",
      "tie(second, first, 'weight')：两个模块，一个盒子",
    ),
  });
}
