import { type Generator, Linear, Module, type Parameter, type Tensor } from '#lib';

export class TiedAutoencoder extends Module {
  weight: Parameter;
  layer: Linear;

  constructor(inputs: number, hidden: number, rng: Generator) {
    super();
    this.layer = new Linear(inputs, hidden, { generator: rng });
    this.weight = this.layer.weight;
  }

  encode(x: Tensor): Tensor {
    return x.matmul(this.weight.t()).tanh();
  }

  override forward(x: Tensor): Tensor {
    return this.encode(x).matmul(this.weight);
  }
}
