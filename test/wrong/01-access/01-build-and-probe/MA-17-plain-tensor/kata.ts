import { type Generator, Linear, ReLU, Sequential, type Tensor, tensor } from '#lib';

class Dense extends Linear {
  readonly offset: Tensor;
  constructor(inputs: number, outputs: number, rng: Generator) {
    super(inputs, outputs, { generator: rng });
    this.bias = null;
    this.offset = tensor(Array.from({ length: outputs }, () => 0));
  }
  override get typeName(): string {
    return 'Linear';
  }
  override forward(x: Tensor): Tensor {
    return x.matmul(this.weight.t()).add(this.offset);
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
