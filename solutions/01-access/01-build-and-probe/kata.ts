import { type Generator, Linear, ReLU, Sequential } from '#lib';

/**
 * A perceptron with one hidden layer: Linear(inputs → hidden), ReLU, Linear(hidden → outputs). All first values come
 * from `rng`, the first layer's first. Shapes: (n, inputs) → (n, outputs).
 */
export function buildMlp(
  inputs: number,
  hidden: number,
  outputs: number,
  rng: Generator,
): Sequential<[Linear, ReLU, Linear]> {
  const first = new Linear(inputs, hidden, { generator: rng });
  const last = new Linear(hidden, outputs, { generator: rng });
  return new Sequential(first, new ReLU(), last);
}
