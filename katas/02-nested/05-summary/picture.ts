import { summary } from '#kata/02-nested/05-summary/kata.ts';
import { Linear, ReLU, Sequential } from '#lib';
import type { Picture, Say } from '#lib/picture';

/** The table of a net whose first block is frozen. */
export function picture(say: Say): Picture {
  const frozen = new Sequential(new Linear(4, 8), new ReLU(), new Linear(8, 4));
  for (const parameter of frozen.parameters()) parameter.requiresGrad = false;
  const { rows, total, trainable } = summary(new Sequential(frozen, new ReLU(), new Linear(4, 1)));
  return {
    kind: 'tree',
    title: say('A summary; block 0 is frozen', '摘要；第 0 块已冻结'),
    rows: [
      { depth: 0, name: say('total', '总数'), note: String(total) },
      ...rows.map(({ name, type, count }) => ({ depth: 1, name: `${name} ${type}`, note: String(count) })),
      { depth: 0, name: say('trainable', '可训练'), note: String(trainable), marked: true },
    ],
  };
}
