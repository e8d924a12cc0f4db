import { render } from '#kata/02-nested/04-print-the-tree/kata.ts';
import { Linear, ReLU, Sequential } from '#lib';
import type { Picture, Say } from '#lib/picture';

/** The printed lines, each at the depth its indent tells. */
export function picture(say: Say): Picture {
  const net = new Sequential(new Sequential(new Linear(4, 8), new ReLU()), new Linear(8, 1));
  const rows = render(net)
    .split('\n')
    .map((line) => ({ depth: (line.length - line.trimStart().length) / 2, name: line.trim(), note: '' }));
  return { kind: 'tree', title: say('Two blanks per level', '每深一层，缩进两格'), rows };
}
