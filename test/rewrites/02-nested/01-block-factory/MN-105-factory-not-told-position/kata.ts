import { type Generator, Linear, type Module, ReLU, Sequential } from '#lib';

export function block(io: number, h: number, rng: Generator): Sequential {
  const options = { generator: rng };
  const net = new Sequential();
  net.append(new Linear(io, h, options)).append(new ReLU());
  net.append(new Linear(h, io, options)).append(new ReLU());
  return net;
}

export function stack(
  n: number,
  name: (position: number) => string,
  make: (position: number) => Module,
): Sequential {
  const parts = new Map<string, Module>();
  // One call after another, and every one of them for position 0.
  const next = make.bind(null, 0);
  for (let i = 0; i < n; i++) {
    if (parts.has(name(i))) throw new Error(`two blocks called ${name(i)}`);
    parts.set(name(i), next());
  }
  return new Sequential(parts);
}
