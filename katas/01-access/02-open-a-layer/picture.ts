import { layerParams } from '#kata/01-access/02-open-a-layer/kata.ts';
import { Linear, ReLU, Sequential } from '#lib';
import { type Picture, type Say, treeOf } from '#lib/picture';

/** What stands at position 2, set off in the whole tree: those of its boxes that were handed out. */
export function picture(say: Say): Picture {
  const net = new Sequential(new Linear(4, 8), new ReLU(), new Linear(8, 1));
  const handed = new Set(layerParams(net, 2).map(([, parameter]) => parameter));
  const paths = [...net.namedParameters()].filter(([, parameter]) => handed.has(parameter));
  const found = new Set(paths.map(([path]) => path));
  return treeOf(net, {
    title: say('layerParams(net, 2): the boxes of layer 2', 'layerParams(net, 2)：第 2 层的盒子'),
    marked: (path) => found.has(path),
  });
}
