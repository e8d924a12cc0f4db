import { getByPath } from '#kata/02-nested/03-follow-a-path/kata.ts';
import { Linear, ReLU, Sequential } from '#lib';
import { type Picture, type Say, treeOf } from '#lib/picture';

/** The box at the end of a path, and the modules on the way. */
export function picture(say: Say): Picture {
  const half = () => new Sequential(new Linear(4, 2), new ReLU());
  const net = new Sequential(new Sequential(half(), half()), new Linear(2, 1));
  const wanted = '0.1.0.bias';
  const reached = [...net.namedParameters()].find(([, box]) => box === getByPath(net, wanted))?.[0] ?? '';
  return treeOf(net, {
    title: say(`Following '${wanted}'`, `沿着 '${wanted}' 走`),
    marked: (path) => path !== '' && (reached === path || reached.startsWith(`${path}.`)),
  });
}
