import { type Generator, Linear, type Module, ReLU, Sequential } from '#lib';

export function block(io: number, h: number, rng: Generator): Sequential {
  const layers: Module[] = [];
  const sizes = [
    [io, h],
    [h, io],
  ] as const;
  // From the back: each layer goes in front of those that are there.
  for (const [a, b] of sizes.toReversed()) layers.unshift(new Linear(a, b, { generator: rng }), new ReLU());
  return new Sequential(...layers);
}

export function stack(
  n: number,
  name: (position: number) => string,
  make: (position: number) => Module,
): Sequential {
  const positions = [...Array(n).keys()];
  const names = positions.map((i) => name(i));
  for (const each of new Set(names))
    if (names.filter((other) => other === each).length > 1) throw new Error(`stack: ${each} comes twice`);
  const net = new Sequential();
  for (const i of positions) net.addModule(names[i]!, make(i));
  return net;
}
