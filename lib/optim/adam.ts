import { allocateKept, type Data } from '../array/array.ts';
import { requireList, requireOptions } from '../array/require.ts';
import type { Tensor } from '../autograd/tensor.ts';
import { notNegative, Optimizer, option, requireRoom } from './optimizer.ts';

export interface AdamOptions {
  readonly lr?: number;
  readonly betas?: readonly [number, number];
  readonly eps?: number;
  readonly weightDecay?: number;
}

interface Moments {
  readonly mean: Data;
  readonly square: Data;
  steps: number;
}

const belowOne = (value: number) => value >= 0 && value < 1;

/**
 * m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², p ← p − lr · m̂ / (√v̂ + eps), with both averages corrected for
 * starting at zero. Throws ValueError for options out of range. Source: Kingma & Ba 2015; torch.optim.Adam.
 */
export class Adam extends Optimizer {
  readonly betas: readonly [number, number];
  readonly eps: number;
  readonly weightDecay: number;
  readonly #moments = new Map<Tensor, Moments>();

  constructor(parameters: Iterable<Tensor>, options: AdamOptions = {}) {
    super(parameters);
    requireOptions('Adam', options, ['lr', 'betas', 'eps', 'weightDecay']);
    const betas = requireList('betas', options.betas ?? [0.9, 0.999], 'two numbers', 'Pass [0.9, 0.999]');
    const [first, second] = betas as [number, number];
    this.lr = options.lr ?? 1e-3;
    this.eps = option('eps', options.eps ?? 1e-8, notNegative, 'a number ≥ 0');
    this.weightDecay = option('weightDecay', options.weightDecay ?? 0, notNegative, 'a number ≥ 0');
    this.betas = [
      option('betas[0]', first, belowOne, 'a number in [0, 1)'),
      option('betas[1]', second, belowOne, 'a number in [0, 1)'),
    ];
  }

  protected override update(
    tensor: Tensor,
    values: Data,
    start: number,
    grad: Data,
    gradStart: number,
    size: number,
  ): void {
    const { mean, square, steps } = this.#advance(tensor, size);
    const [b1, b2] = this.betas;
    const stepSize = this.lr / (1 - b1 ** steps);
    const root = Math.sqrt(1 - b2 ** steps);
    for (let i = 0; i < size; i++) {
      const p = values[start + i]!;
      const g = grad[gradStart + i]! + this.weightDecay * p;
      const m = b1 * mean[i]! + (1 - b1) * g;
      const v = b2 * square[i]! + (1 - b2) * g * g;
      mean[i] = m;
      square[i] = v;
      values[start + i] = p - (stepSize * m) / (Math.sqrt(v) / root + this.eps);
    }
  }

  #advance(tensor: Tensor, size: number): Moments {
    let moments = this.#moments.get(tensor);
    if (moments === undefined) {
      moments = {
        mean: allocateKept(tensor.dtype, size),
        square: allocateKept(tensor.dtype, size),
        steps: 0,
      };
      this.#moments.set(tensor, moments);
    }
    requireRoom(moments.mean, size);
    moments.steps++;
    return moments;
  }
}
