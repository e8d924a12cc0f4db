import { transplant } from '#kata/02-nested/07-boss-transplant/kata.ts';
import { Generator, Linear, ReLU, Sequential } from '#lib';
import { type Picture, type Say, treeOf } from '#lib/picture';

/** What was written in the target, set off. */
export function picture(say: Say): Picture {
  const generator = new Generator(3);
  const source = new Sequential(new Linear(4, 8, { generator }), new ReLU(), new Linear(8, 2, { generator }));
  const target = new Sequential(new Linear(4, 8, { generator }), new ReLU(), new Linear(8, 5, { generator }));
  const { moved } = transplant(source, target, [
    ['0.weight', '0.weight'],
    ['0.bias', '0.bias'],
  ]);
  return treeOf(target, {
    title: say('Layer 0 moves over, the head stays', '第 0 层移过来，输出层不动'),
    marked: (path) => moved.includes(path),
  });
}
