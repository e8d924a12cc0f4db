import { type Generator, Linear, Module, type Parameter, type Tensor } from '#lib';

export class TiedAutoencoder extends Module {
  weight: Parameter;

  constructor(inputs: number, hidden: number, rng: Generator) {
    super();
    this.weight = new Linear(inputs, hidden, { bias: false, generator: rng }).weight;
  }

  encode(x: Tensor): Tensor {
    return x.matmul(this.weight.t()).relu();
  }

  override forward(x: Tensor): Tensor {
    return this.encode(x).matmul(this.weight);
  }
}
