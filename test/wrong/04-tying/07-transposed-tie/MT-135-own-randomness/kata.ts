import { Generator, Linear, Module, type Parameter, type Tensor } from '#lib';

export class TiedAutoencoder extends Module {
  weight: Parameter;

  constructor(inputs: number, hidden: number, _rng: Generator) {
    super();
    this.weight = new Linear(inputs, hidden, { bias: false, generator: new Generator(7) }).weight;
  }

  encode(x: Tensor): Tensor {
    return x.matmul(this.weight.t()).tanh();
  }

  override forward(x: Tensor): Tensor {
    return this.encode(x).matmul(this.weight);
  }
}
