import { type Generator, Linear, linear, Module, type Parameter, type Tensor } from '#lib';

export class TiedAutoencoder extends Module {
  weight: Parameter;

  constructor(inputs: number, hidden: number, rng: Generator) {
    super();
    this.weight = new Linear(inputs, hidden, { bias: false, generator: rng }).weight;
  }

  encode(x: Tensor): Tensor {
    return linear(x, this.weight).tanh();
  }

  override forward(x: Tensor): Tensor {
    return linear(this.encode(x), this.weight.t());
  }
}
