import type { Generator, Module, Sequential } from '#lib';

/**
 * One block: Linear(io → h), ReLU, Linear(h → io), ReLU, so that blocks of one width can stand one after another.
 * The first values come from `rng`, first layer first. Shapes: (…, io) → (…, io).
 */
export function block(io: number, h: number, rng: Generator): Sequential {
  throw new Error('Not started: 02-nested/01-block-factory');
}

/**
 * A Sequential of `n` new blocks: the one at position i is what `make(i)` returns and is called `name(i)`.
 * Throws an Error that says the name when a name comes twice.
 */
export function stack(
  n: number,
  name: (position: number) => string,
  make: (position: number) => Module,
): Sequential {
  throw new Error('Not started: 02-nested/01-block-factory');
}
