import { type Generator, Linear, ReLU, Sequential } from '#lib';

export function buildMlp(
  inputs: number,
  hidden: number,
  outputs: number,
  rng: Generator,
): Sequential<[Linear, ReLU, Linear]> {
  const last = new Linear(hidden, outputs, { generator: rng });
  const first = new Linear(inputs, hidden, { generator: rng });
  return new Sequential(first, new ReLU(), last);
}
