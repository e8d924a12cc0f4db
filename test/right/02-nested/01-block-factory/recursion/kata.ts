import { type Generator, Linear, type Module, ReLU, Sequential } from '#lib';

export function block(io: number, h: number, rng: Generator): Sequential {
  const net = new Sequential();
  const half = (from: number, to: number): void => {
    net.append(new Linear(from, to, { generator: rng })).append(new ReLU());
  };
  half(io, h);
  half(h, io);
  return net;
}

export function stack(
  n: number,
  name: (position: number) => string,
  make: (position: number) => Module,
): Sequential {
  if (n === 0) return new Sequential();
  const shorter = stack(n - 1, name, make);
  const key = name(n - 1);
  for (const [taken] of shorter.childSlots()) {
    if (taken === key) throw new Error(`stack: expected a new name, received '${key}' again.`);
  }
  shorter.registerModule(key, make(n - 1));
  return shorter;
}
