import { type Generator, Linear, type ReLU, Sequential } from '#lib';

export function buildMlp(
  inputs: number,
  hidden: number,
  outputs: number,
  rng: Generator,
): Sequential<[Linear, ReLU, Linear]> {
  const net = new Sequential();
  let width = inputs;
  for (const next of [hidden, outputs]) {
    net.append(new Linear(width, next, { generator: rng }));
    width = next;
  }
  return net as unknown as Sequential<[Linear, ReLU, Linear]>;
}
