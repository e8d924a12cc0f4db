import { type Generator, Linear, Module, type Parameter, type Tensor } from '#lib';

/** One weight (hidden, inputs) for both ways: h = tanh(x · Wᵀ), y = h · W. x and y are (batch, inputs). */
export class TiedAutoencoder extends Module {
  weight: Parameter;

  constructor(inputs: number, hidden: number, rng: Generator) {
    super();
    this.weight = new Linear(inputs, hidden, { generator: rng }).weight;
  }

  encode(x: Tensor): Tensor {
    return x.matmul(this.weight.t()).tanh();
  }

  override forward(x: Tensor): Tensor {
    return this.encode(x).matmul(this.weight);
  }
}
