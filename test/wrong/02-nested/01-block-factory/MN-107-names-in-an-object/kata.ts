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
  const blocks: Record<string, Module> = {};
  for (let i = 0; i < n; i++) {
    const key = name(i);
    if (Object.hasOwn(blocks, key)) throw new Error(`stack: the name '${key}' comes twice.`);
    blocks[key] = make(i);
  }
  return new Sequential(new Map(Object.entries(blocks)));
}
