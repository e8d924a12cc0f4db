import { type Generator, Linear, type Module, ReLU, Sequential } from '#lib';

export function block(io: number, h: number, rng: Generator): Sequential {
  return new Sequential(
    new Linear(io, h, { generator: rng }),
    new ReLU(),
    new Linear(h, io, { generator: rng }),
    new ReLU(),
  );
}

export function stack(
  n: number,
  name: (position: number) => string,
  make: (position: number) => Module,
): Sequential {
  const blocks = new Map<string, Module>();
  for (let i = 1; i <= n; i++) {
    if (blocks.has(name(i))) throw new Error(`stack: the name '${name(i)}' comes twice.`);
    blocks.set(name(i), make(i));
  }
  return new Sequential(blocks);
}
