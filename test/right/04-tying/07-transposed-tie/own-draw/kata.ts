import { type Generator, Module, Parameter, type Tensor, tensor } from '#lib';

export class TiedAutoencoder extends Module {
  declare weight: Parameter;

  constructor(inputs: number, hidden: number, rng: Generator) {
    super();
    const values = Array.from({ length: hidden * inputs }, () => (2 * rng.uniform() - 1) / Math.sqrt(inputs));
    this.registerParameter('weight', new Parameter(tensor(values).reshape(hidden, inputs)));
  }
  encode(x: Tensor): Tensor {
    return this.weight.matmul(x.t()).t().tanh();
  }
  override forward(x: Tensor): Tensor {
    return this.weight.t().matmul(this.encode(x).t()).t();
  }
}
