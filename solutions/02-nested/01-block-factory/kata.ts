import { type Generator, Linear, type Module, ReLU, Sequential } from '#lib';

/**
 * One block: Linear(io → h), ReLU, Linear(h → io), ReLU, so that blocks of one width can stand one after another.
 * The first values come from `rng`, first layer first. Shapes: (…, io) → (…, io).
 */
export function block(io: number, h: number, rng: Generator): Sequential {
  const up = new Linear(io, h, { generator: rng });
  const down = new Linear(h, io, { generator: rng });
  return new Sequential(up, new ReLU(), down, new ReLU());
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
  const blocks = new Map<string, Module>();
  for (let i = 0; i < n; i++) {
    const key = name(i);
    if (blocks.has(key)) throw new Error(`stack: expected ${n} different names, received '${key}' twice.`);
    blocks.set(key, make(i));
  }
  return new Sequential(blocks);
}
