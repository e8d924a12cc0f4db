import { type Generator, Module, Parameter, type Tensor, zeros } from '#lib';

export class TiedAutoencoder extends Module {
  weight: Parameter;

  constructor(inputs: number, hidden: number, rng: Generator) {
    super();
    const start = zeros([hidden, inputs]);
    for (let i = 0; i < hidden; i++)
      for (let j = 0; j < inputs; j++) start.indexPut_([i, j], rng.uniform() - 0.5);
    this.weight = new Parameter(start);
  }
  encode(x: Tensor): Tensor {
    const down = this.weight.transpose(0, 1);
    return x.matmul(down).tanh();
  }
  override forward(x: Tensor): Tensor {
    const h = this.encode(x);
    return h.matmul(this.weight);
  }
}
