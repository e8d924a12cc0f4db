import { type Generator, Module, Parameter, type Tensor, zeros } from '#lib';

export class TiedAutoencoder extends Module {
  weight: Parameter;

  constructor(inputs: number, hidden: number, rng: Generator) {
    super();
    this.weight = new Parameter(zeros([hidden, inputs]));
  }

  encode(x: Tensor): Tensor {
    return x.matmul(this.weight.t()).tanh();
  }

  override forward(x: Tensor): Tensor {
    return this.encode(x).matmul(this.weight);
  }
}
