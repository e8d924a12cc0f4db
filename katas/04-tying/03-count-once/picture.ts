import { sharedGroups, uniqueParameters } from '#kata/04-tying/03-count-once/kata.ts';
import { Linear, ReLU, Sequential } from '#lib';
import { type Picture, type Say, treeOf } from '#lib/picture';

/** The book's net: 121 numbers, not 193. */
export function picture(say: Say): Picture {
  const shared = new Linear(8, 8);
  const net = new Sequential(
    new Linear(4, 8),
    new ReLU(),
    shared,
    new ReLU(),
    shared,
    new ReLU(),
    new Linear(8, 1),
  );
  const once = uniqueParameters(net).reduce((sum, p) => sum + p.size, 0);
  const twice = [...net.stateDict().values()].reduce((sum, { size }) => sum + size, 0);
  const groups = new Set(sharedGroups(net).flat());
  return treeOf(net, {
    title: say(
      `${once} numbers, though the names list ${twice}`,
      `共 ${once} 个数，尽管按名字数有 ${twice} 个`,
    ),
    marked: (path) => groups.has(path),
  });
}
