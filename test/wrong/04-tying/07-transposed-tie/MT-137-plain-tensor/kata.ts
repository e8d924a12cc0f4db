import { type Generator, Linear, Module, type Parameter, type Tensor } from '#lib';

export class TiedAutoencoder extends Module {
  declare weight: Parameter;

  constructor(inputs: number, hidden: number, rng: Generator) {
    super();
    Object.assign(this, {
      weight: new Linear(inputs, hidden, { bias: false, generator: rng }).weight.detach().requiresGrad_(),
    });
  }

  encode(x: Tensor): Tensor {
    return x.matmul(this.weight.t()).tanh();
  }

  override forward(x: Tensor): Tensor {
    return this.encode(x).matmul(this.weight);
  }
}
