import type { Data } from '../array/array.ts';
import { allocateKept } from '../array/array.ts';
import { addScaled } from '../array/elementwise.ts';
import { expected, ValueError } from '../array/errors.ts';
import { requireOptions } from '../array/require.ts';
import type { Tensor } from '../autograd/tensor.ts';
import { notNegative, Optimizer, option, requireRoom } from './optimizer.ts';

export interface SGDOptions {
  readonly lr: number;
  readonly momentum?: number;
  readonly dampening?: number;
  readonly weightDecay?: number;
  readonly nesterov?: boolean;
}

const OPTIONS = ['lr', 'momentum', 'dampening', 'weightDecay', 'nesterov'] as const;

/**
 * p ← p − lr · d, where d is the gradient plus weightDecay · p; with momentum, d is the running b ← momentum · b +
 * (1 − dampening) · d, which starts at the first d. Throws ValueError for options out of range. Source: torch.optim.SGD.
 */
export class SGD extends Optimizer {
  readonly momentum: number;
  readonly dampening: number;
  readonly weightDecay: number;
  readonly nesterov: boolean;
  readonly #buffers = new Map<Tensor, Data>();

  constructor(parameters: Iterable<Tensor>, options: SGDOptions) {
    super(parameters);
    requireOptions('SGD', options, OPTIONS, true);
    this.lr = options.lr;
    this.momentum = option('momentum', options.momentum ?? 0, notNegative, 'a number ≥ 0');
    this.dampening = option('dampening', options.dampening ?? 0, Number.isFinite, 'a number');
    this.weightDecay = option('weightDecay', options.weightDecay ?? 0, notNegative, 'a number ≥ 0');
    this.nesterov = options.nesterov ?? false;
    if (this.nesterov && (this.momentum === 0 || this.dampening !== 0)) {
      const received = `momentum ${this.momentum} and dampening ${this.dampening}`;
      const what = 'a momentum and zero dampening (Nesterov momentum requires them)';
      throw new ValueError(expected('SGD', what, received, 'Set momentum, or turn nesterov off'));
    }
  }

  protected override update(
    tensor: Tensor,
    values: Data,
    start: number,
    grad: Data,
    gradStart: number,
    size: number,
  ): void {
    const { lr, momentum, weightDecay } = this;
    if (momentum === 0 && weightDecay === 0) {
      addScaled(values, start, grad, gradStart, size, -lr);
      return;
    }
    if (momentum === 0) {
      for (let i = 0; i < size; i++) {
        const p = values[start + i]!;
        values[start + i] = p - lr * (grad[gradStart + i]! + weightDecay * p);
      }
      return;
    }
    const known = this.#buffers.get(tensor);
    const buffer = known ?? allocateKept(tensor.dtype, size);
    requireRoom(buffer, size);
    if (known === undefined) this.#buffers.set(tensor, buffer);
    const keep = known === undefined ? 0 : momentum;
    const take = known === undefined ? 1 : 1 - this.dampening;
    for (let i = 0; i < size; i++) {
      const p = values[start + i]!;
      const d = grad[gradStart + i]! + weightDecay * p;
      const b = keep * buffer[i]! + take * d;
      buffer[i] = b;
      values[start + i] = p - lr * (this.nesterov ? d + momentum * b : b);
    }
  }
}
