import { type Generator, Linear, Parameter, ReLU, Sequential, type Tensor } from '#lib';

class Dense extends Linear {
  constructor(inputs: number, outputs: number, rng: Generator) {
    super(inputs, outputs, { generator: rng });
    this.weight = new Parameter(this.weight.detach().t());
  }
  override get typeName(): string {
    return 'Linear';
  }
  override forward(x: Tensor): Tensor {
    return x.matmul(this.weight).add(this.bias!);
  }
}

export function buildMlp(
  inputs: number,
  hidden: number,
  outputs: number,
  rng: Generator,
): Sequential<[Linear, ReLU, Linear]> {
  const first = new Dense(inputs, hidden, rng);
  const last = new Dense(hidden, outputs, rng);
  return new Sequential(first, new ReLU(), last);
}
