import { shapes } from '#kata/01-access/05-all-at-once/kata.ts';
import { Linear, ReLU, Sequential } from '#lib';
import type { Picture, Say } from '#lib/picture';

/** The list as it was given, in both layouts. */
export function picture(say: Say): Picture {
  const net = new Sequential(new Linear(4, 8), new ReLU(), new Linear(8, 1));
  const rows = (['out,in', 'in,out'] as const).flatMap((layout) => [
    { depth: 0, name: layout, note: '' },
    ...shapes(net, layout).map(([name, shape]) => ({ depth: 1, name, note: `(${shape.join(', ')})` })),
  ]);
  return {
    kind: 'tree',
    title: say('All parameters at once, in two layouts', '一次列出全部参数，两种布局'),
    rows,
  };
}
