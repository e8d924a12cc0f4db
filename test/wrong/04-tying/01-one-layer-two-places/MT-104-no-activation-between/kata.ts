import { type Generator, Linear, ReLU, Sequential } from '#lib';

export function tiedMlp(inputs: number, hidden: number, outputs: number, rng: Generator): Sequential {
  const first = new Linear(inputs, hidden, { generator: rng });
  const shared = new Linear(hidden, hidden, { generator: rng });
  const last = new Linear(hidden, outputs, { generator: rng });
  const net = new Sequential(first, new ReLU(), shared, shared, new ReLU(), last);
  return net as unknown as Sequential;
}
