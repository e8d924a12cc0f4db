import { type Generator, Linear, type Module, ReLU, Sequential } from '#lib';

export const block = (io: number, h: number, rng: Generator): Sequential =>
  new Sequential(
    new Linear(io, h, { generator: rng }),
    new ReLU(),
    new Linear(h, io, { generator: rng }),
    new ReLU(),
  );

/** One block, put n times by the library: every place holds the same layers. */
export function stack(
  n: number,
  name: (position: number) => string,
  make: (position: number) => Module,
): Sequential {
  const layers = [...new Sequential(make(0)).repeat(n)];
  return new Sequential(new Map(layers.map((layer, i) => [name(i), layer])));
}
