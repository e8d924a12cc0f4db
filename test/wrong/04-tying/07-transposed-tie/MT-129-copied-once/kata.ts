import { type Generator, Linear, Module, type Parameter, type Tensor } from '#lib';

const down = new WeakMap<Parameter, Tensor>();

export class TiedAutoencoder extends Module {
  weight: Parameter;

  constructor(inputs: number, hidden: number, rng: Generator) {
    super();
    this.weight = new Linear(inputs, hidden, { bias: false, generator: rng }).weight;
  }

  encode(x: Tensor): Tensor {
    const matrix = down.get(this.weight) ?? this.weight.data.t().clone();
    down.set(this.weight, matrix);
    return x.matmul(matrix).tanh();
  }

  override forward(x: Tensor): Tensor {
    return this.encode(x).matmul(this.weight);
  }
}
