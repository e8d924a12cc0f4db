import { type Generator, Linear, type Module, ReLU, Sequential } from '#lib';

/** The sizes of the two layers as data. */
const sizes = (io: number, h: number): [number, number][] => [
  [io, h],
  [h, io],
];

export const block = (io: number, h: number, rng: Generator): Sequential =>
  new Sequential(
    ...sizes(io, h).flatMap(([from, to]) => [new Linear(from, to, { generator: rng }), new ReLU()]),
  );

export const stack = (
  n: number,
  name: (position: number) => string,
  make: (position: number) => Module,
): Sequential => {
  const names = Array.from({ length: n }, (_, i) => name(i)).sort();
  const twice = names.find((key, i) => key === names[i + 1]);
  if (twice !== undefined) throw new RangeError(`two blocks are called ${twice}`);
  return new Sequential(new Map(Array.from({ length: n }, (_, i) => [name(i), make(i)])));
};
