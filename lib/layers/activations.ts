import { fromValues } from '../array/array.ts';
import { expected, IndexError, shown, ValueError } from '../array/errors.ts';
import { type Generator, requireGenerator } from '../array/generator.ts';
import { requireOptions } from '../array/require.ts';
import { requireTensor } from '../autograd/require.ts';
import { Tensor } from '../autograd/tensor.ts';
import { defaultGenerator } from '../init/default.ts';
import { onlyReads } from '../nn/callee.ts';
import { Module } from '../nn/module.ts';

/** max(x, 0). Any shape. */
export class ReLU extends Module {
  override forward(x: Tensor): Tensor {
    return requireTensor('ReLU', x).relu();
  }
}

/** tanh x. Any shape. */
export class Tanh extends Module {
  override forward(x: Tensor): Tensor {
    return requireTensor('Tanh', x).tanh();
  }
}

/** 1 / (1 + e⁻ˣ). Any shape. */
export class Sigmoid extends Module {
  override forward(x: Tensor): Tensor {
    return requireTensor('Sigmoid', x).sigmoid();
  }
}

/** x itself. Any shape. */
export class Identity extends Module {
  override forward(x: Tensor): Tensor {
    return x;
  }
}

/**
 * All axes from `startDim` to `endDim` as one; by default all but the first. Throws IndexError for an axis the input
 * does not have. Source: torch.nn.Flatten.
 */
export class Flatten extends Module {
  readonly startDim: number;
  readonly endDim: number;
  constructor(startDim = 1, endDim = -1) {
    super();
    for (const dim of [startDim, endDim]) {
      if (Number.isInteger(dim)) continue;
      throw new TypeError(
        expected('Flatten', 'whole numbers as axes', shown(dim), 'Pass axes such as 1 and -1'),
      );
    }
    this.startDim = startDim;
    this.endDim = endDim;
  }
  override forward(x: Tensor): Tensor {
    requireTensor('Flatten', x);
    if (this.startDim >= Math.max(x.shape.length, 1)) {
      const received = `${x.shape.length} (Dimension out of range)`;
      throw new IndexError(
        expected('Flatten', `more than ${this.startDim} axes`, received, 'Add a batch axis'),
      );
    }
    return x.flatten(this.startDim, this.endDim);
  }
  override extraRepr(): string {
    return `start_dim=${this.startDim}, end_dim=${this.endDim}`;
  }
}

/**
 * While training, each element is 0 with probability p and divided by 1 − p otherwise; in eval mode x itself. Throws
 * ValueError unless 0 ≤ p ≤ 1. Source: torch.nn.Dropout; the mask is drawn from the generator, not PyTorch's bits.
 */
export class Dropout extends Module {
  readonly p: number;
  readonly generator: Generator;
  constructor(p = 0.5, options?: { generator?: Generator }) {
    super();
    requireOptions('Dropout', options, ['generator']);
    const { generator = defaultGenerator } = options ?? {};
    requireGenerator('Dropout', generator);
    if (typeof p !== 'number' || !(p >= 0 && p <= 1)) {
      const received = `${shown(p)} (dropout probability has to be between 0 and 1)`;
      throw new ValueError(
        expected('Dropout', 'a probability between 0 and 1', received, 'Choose p in that range'),
      );
    }
    this.p = p;
    this.generator = generator;
  }
  override forward(x: Tensor): Tensor {
    requireTensor('Dropout', x);
    if (!this.training || this.p === 0) return x;
    const kept = Array.from({ length: x.size }, () =>
      this.generator.uniform() < this.p ? 0 : 1 / (1 - this.p),
    );
    return x.mul(new Tensor(fromValues(kept, x.shape, x.dtype)));
  }
  override extraRepr(): string {
    return `p=${this.p}, inplace=False`;
  }
}

onlyReads(ReLU, Tanh, Sigmoid, Identity, Flatten, Dropout);
