import { type Generator, Module, Parameter, type Tensor } from '#lib';
import { rand } from '#lib/torch';

export class TiedAutoencoder extends Module {
  weight: Parameter;

  constructor(inputs: number, hidden: number, rng: Generator) {
    super();
    this.weight = new Parameter(rand([hidden, inputs], { generator: rng }).sub(0.5));
  }

  encode(x: Tensor): Tensor {
    return this.weight.matmul(x.t()).t();
  }

  override forward(x: Tensor): Tensor {
    const hidden = this.encode(x);
    return hidden.matmul(this.weight);
  }
}
