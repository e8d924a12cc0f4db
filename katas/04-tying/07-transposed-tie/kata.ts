import { type Generator, Module, type Parameter, type Tensor } from '#lib';

/** One weight (hidden, inputs) for both ways: h = tanh(x · Wᵀ), y = h · W. x and y are (batch, inputs). */
export class TiedAutoencoder extends Module {
  declare weight: Parameter;

  constructor(inputs: number, hidden: number, rng: Generator) {
    super();
    throw new Error('Not started: 04-tying/07-transposed-tie');
  }

  encode(x: Tensor): Tensor {
    throw new Error('Not started: 04-tying/07-transposed-tie');
  }

  override forward(x: Tensor): Tensor {
    throw new Error('Not started: 04-tying/07-transposed-tie');
  }
}
