import { type Generator, Linear, type Module, ReLU, Sequential } from '#lib';

export function block(io: number, h: number, rng: Generator): Sequential {
  const [up, down] = [new Linear(io, h, { generator: rng }), new Linear(h, io, { generator: rng })];
  return new Sequential(up, new ReLU(), down, new ReLU());
}

export function stack(
  n: number,
  name: (position: number) => string,
  make: (position: number) => Module,
): Sequential {
  const net = new Sequential();
  for (let i = 0; i < n; i++) net.addModule(`${name(i)}${i}`, make(i));
  return net;
}
