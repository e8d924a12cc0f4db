import { deepCopy, type Generator, Linear, type Module, ReLU, Sequential } from '#lib';

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
  const names = Array.from({ length: n }, (_, i) => name(i));
  const twice = names.find((key, i) => names.indexOf(key) !== i);
  if (twice !== undefined) throw new Error(`stack: the name '${twice}' comes twice.`);
  const net = new Sequential();
  if (n === 0) return net;
  const first = make(0);
  for (const key of names) net.addModule(key, deepCopy(first));
  return net;
}
