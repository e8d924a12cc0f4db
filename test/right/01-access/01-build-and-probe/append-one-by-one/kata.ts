import { type Generator, Linear, ReLU, Sequential } from '#lib';

export function buildMlp(
  inputs: number,
  hidden: number,
  outputs: number,
  rng: Generator,
): Sequential<[Linear, ReLU, Linear]> {
  const net = new Sequential();
  net.append(new Linear(inputs, hidden, { generator: rng }));
  net.append(new ReLU());
  net.append(new Linear(hidden, outputs, { generator: rng }));
  return net as unknown as Sequential<[Linear, ReLU, Linear]>;
}
