import { namedParameters } from '#kata/02-nested/02-walk-the-tree/kata.ts';
import { Linear, ReLU, Sequential } from '#lib';
import { type Picture, type Say, treeOf } from '#lib/picture';

/** Every box the walk found, set off in the tree. */
export function picture(say: Say): Picture {
  const inner = new Sequential(new Linear(4, 2), new ReLU());
  const net = new Sequential(new Sequential(inner, new Linear(2, 2)), new Linear(2, 1));
  const found = new Set(namedParameters(net).map(([name]) => name));
  return treeOf(net, {
    title: say(
      `namedParameters found ${found.size} boxes, however deep`,
      `namedParameters 找到 ${found.size} 个盒子，无论多深`,
    ),
    marked: (path) => found.has(path),
  });
}
