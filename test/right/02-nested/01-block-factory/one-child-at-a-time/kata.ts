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
  const net = new Sequential();
  for (let i = 0; i < n; i++) {
    const key = name(i);
    if (net.childSlots().some(([taken]) => taken === key)) throw new Error(`stack: '${key}' is taken.`);
    net.addModule(key, make(i));
  }
  return net;
}
