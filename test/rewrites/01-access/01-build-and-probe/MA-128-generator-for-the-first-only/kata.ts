import { type Generator, Linear, ReLU, Sequential } from '#lib';

export function buildMlp(
  inputs: number,
  hidden: number,
  outputs: number,
  rng: Generator,
): Sequential<[Linear, ReLU, Linear]> {
  const layer = (from: number, to: number, options?: { generator: Generator }) =>
    new Linear(from, to, options);
  return new Sequential(layer(inputs, hidden, { generator: rng }), new ReLU(), layer(hidden, outputs));
}
