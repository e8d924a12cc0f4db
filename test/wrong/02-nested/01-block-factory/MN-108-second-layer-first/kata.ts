import { type Generator, Linear, type Module, ReLU, Sequential } from '#lib';

export function block(io: number, h: number, rng: Generator): Sequential {
  const down = new Linear(h, io, { generator: rng });
  const up = new Linear(io, h, { generator: rng });
  return new Sequential(up, new ReLU(), down, new ReLU());
}

export function stack(
  n: number,
  name: (position: number) => string,
  make: (position: number) => Module,
): Sequential {
  const net = new Sequential();
  for (let i = 0; i < n; i++) {
    const key = name(i);
    if (net.childSlots().some(([taken]) => taken === key)) throw new Error(`stack: '${key}' is taken.`);
    net.addModule(key, make(i));
  }
  return net;
}
