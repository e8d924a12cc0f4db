import { zeros } from '#lib';
import { Block, type BlockOptions, Dense, type Tensor } from '#lib/gluon';

export const x = (...shape: number[]) => zeros(shape);

/** Two layers named in the block's own scope. */
export class Model extends Block {
  first: Dense;
  second: Dense;
  constructor(options: BlockOptions = {}) {
    super(options);
    [this.first, this.second] = this.nameScope(() => [new Dense(2), new Dense(3)]);
  }
  override forward(input: Tensor): Tensor {
    return this.second.call(this.first.call(input));
  }
}
