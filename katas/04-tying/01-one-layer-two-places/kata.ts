import type { Generator, Sequential } from '#lib';

/**
 * A perceptron whose hidden layer is used twice: Linear(inputs → hidden), ReLU, shared, ReLU, shared, ReLU,
 * Linear(hidden → outputs), where `shared` is one Linear(hidden → hidden). First values come from `rng`: first layer,
 * shared layer, last layer. Shapes: (n, inputs) → (n, outputs).
 */
export function tiedMlp(inputs: number, hidden: number, outputs: number, rng: Generator): Sequential {
  throw new Error('Not started: 04-tying/01-one-layer-two-places');
}
