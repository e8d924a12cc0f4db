import { type Generator, Linear, ReLU, Sequential } from '#lib';

export function buildMlp(
  inputs: number,
  hidden: number,
  _outputs: number,
  rng: Generator,
): Sequential<[Linear, ReLU, Linear]> {
  const first = new Linear(inputs, hidden, { generator: rng });
  const last = new Linear(hidden, hidden, { generator: rng });
  return new Sequential(first, new ReLU(), last);
}
