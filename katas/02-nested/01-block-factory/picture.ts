import { block, stack } from '#kata/02-nested/01-block-factory/kata.ts';
import { Generator } from '#lib';
import { type Picture, type Say, treeOf } from '#lib/picture';

/** Two blocks from the factory. */
export function picture(say: Say): Picture {
  const rng = new Generator(1);
  const net = stack(
    2,
    (position) => `block ${position}`,
    () => block(4, 8, rng),
  );
  return treeOf(net, {
    title: say('stack(2, …, () => block(4, 8, rng))', 'stack(2, …, () => block(4, 8, rng))'),
  });
}
