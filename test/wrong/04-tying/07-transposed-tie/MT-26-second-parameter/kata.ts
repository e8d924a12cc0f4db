import { type Generator, Linear, Module, Parameter, type Tensor } from '#lib';

export class TiedAutoencoder extends Module {
  weight: Parameter;
  back: Parameter;

  constructor(inputs: number, hidden: number, rng: Generator) {
    super();
    this.weight = new Linear(inputs, hidden, { bias: false, generator: rng }).weight;
    this.back = new Parameter(this.weight.data.t());
  }

  encode(x: Tensor): Tensor {
    return x.matmul(this.back).tanh();
  }

  override forward(x: Tensor): Tensor {
    return this.encode(x).matmul(this.weight);
  }
}
