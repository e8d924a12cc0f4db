import { type Generator, Linear, ReLU, Sequential } from '#lib';

export function tiedMlp(inputs: number, hidden: number, outputs: number, rng: Generator): Sequential {
  return new Sequential(
    new Linear(inputs, hidden, { generator: rng }),
    new ReLU(),
    new Linear(hidden, hidden, { generator: rng }),
    new ReLU(),
    new Linear(hidden, hidden, { generator: rng }),
    new ReLU(),
    new Linear(hidden, outputs, { generator: rng }),
  );
}
