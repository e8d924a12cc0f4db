import { Generator, Linear, ReLU, Sequential } from '#lib';

export function tiedMlp(inputs: number, hidden: number, outputs: number, rng: Generator): Sequential {
  const first = new Linear(inputs, hidden, { generator: rng });
  const seed = rng.uint32();
  const twin = () => new Linear(hidden, hidden, { generator: new Generator(seed) });
  const last = new Linear(hidden, outputs, { generator: rng });
  const net = new Sequential(first, new ReLU(), twin(), new ReLU(), twin(), new ReLU(), last);
  return net as unknown as Sequential;
}
