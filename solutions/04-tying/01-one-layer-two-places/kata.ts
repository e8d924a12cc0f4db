import { type Generator, Linear, ReLU, Sequential } from '#lib';

/**
 * A perceptron whose hidden layer is used twice: Linear(inputs → hidden), ReLU, shared, ReLU, shared, ReLU,
 * Linear(hidden → outputs), where `shared` is one Linear(hidden → hidden). First values come from `rng`: first layer,
 * shared layer, last layer. Shapes: (n, inputs) → (n, outputs).
 */
export function tiedMlp(inputs: number, hidden: number, outputs: number, rng: Generator): Sequential {
  const first = new Linear(inputs, hidden, { generator: rng });
  const shared = new Linear(hidden, hidden, { generator: rng });
  const last = new Linear(hidden, outputs, { generator: rng });
  return new Sequential(first, new ReLU(), shared, new ReLU(), shared, new ReLU(), last);
}
