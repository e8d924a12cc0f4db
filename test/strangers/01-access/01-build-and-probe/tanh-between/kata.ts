import { type Generator, Linear, type ReLU, Sequential, Tanh } from '#lib';

export function buildMlp(
  inputs: number,
  hidden: number,
  outputs: number,
  rng: Generator,
): Sequential<[Linear, ReLU, Linear]> {
  const first = new Linear(inputs, hidden, { generator: rng });
  const last = new Linear(hidden, outputs, { generator: rng });
  return new Sequential(first, new Tanh(), last) as unknown as Sequential<[Linear, ReLU, Linear]>;
}
