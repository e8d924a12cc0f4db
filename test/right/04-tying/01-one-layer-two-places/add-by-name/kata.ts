import { type Generator, Linear, ReLU, Sequential } from '#lib';

export function tiedMlp(inputs: number, hidden: number, outputs: number, rng: Generator): Sequential {
  const net = new Sequential();
  const dense = (width: number, out: number) => new Linear(width, out, { generator: rng });
  net.addModule('0', dense(inputs, hidden));
  const shared = dense(hidden, hidden);
  for (const position of [2, 4]) {
    net.addModule(String(position - 1), new ReLU());
    net.addModule(String(position), shared);
  }
  net.addModule('5', new ReLU());
  net.addModule('6', dense(hidden, outputs));
  return net;
}
