import { type Generator, Linear, type Module, ReLU, Sequential } from '#lib';

export function tiedMlp(inputs: number, hidden: number, outputs: number, rng: Generator): Sequential {
  const dense = (from: number, to: number) => new Linear(from, to, { generator: rng });
  const layers: Module[] = [dense(inputs, hidden), new ReLU(), dense(hidden, hidden), new ReLU()];
  // A layer of its own, filled with the same numbers.
  const twin = new Linear(hidden, hidden);
  twin.loadStateDict(layers[2]!.stateDict());
  layers.push(twin, new ReLU(), dense(hidden, outputs));
  return new Sequential(...layers) as unknown as Sequential;
}
