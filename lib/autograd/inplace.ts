import type { NumArray } from '../array/array.ts';
import { addInto, copyInto, divide, fill, multiply } from '../array/elementwise.ts';
import { expected, RuntimeError } from '../array/errors.ts';
import { select } from '../array/movement.ts';
import { areEditsRecorded, isGradEnabled } from './mode.ts';
import type { GradNode } from './node.ts';
import { Operations } from './operations.ts';

/**
 * Edits in place: they write into the storage, count the edit, and return the tensor itself. While gradients are
 * recorded, a leaf that requires grad refuses them, as in PyTorch; a computed tensor takes the edit into its history.
 */
export abstract class InPlace<T extends InPlace<T>> extends Operations<T> {
  abstract readonly requiresGrad: boolean;
  abstract readonly isLeaf: boolean;
  abstract readonly base: T | null;
  abstract gradFn: GradNode | null;

  /** a += factor · b. */
  add_(other: T | number, factor = 1): this {
    const b = this.lift(other);
    const write = (target: NumArray) => addInto(target, b.array, factor);
    return this.edit([b], () => this.add(factor === 1 ? b : b.mul(factor)), write);
  }
  /** a −= b. */
  sub_(other: T | number): this {
    return this.add_(other, -1);
  }
  /** a *= b, element by element. */
  mul_(other: T | number): this {
    const b = this.lift(other);
    return this.edit(
      [b],
      () => this.mul(b),
      (target) => copyInto(target, multiply(target, b.array)),
    );
  }
  /** a /= b, element by element. */
  div_(other: T | number): this {
    const b = this.lift(other);
    return this.edit(
      [b],
      () => this.div(b),
      (target) => copyInto(target, divide(target, b.array)),
    );
  }
  /** Every element becomes `value`. */
  fill_(value: number): this {
    return this.edit(
      [],
      () => null,
      (target) => fill(target, value),
    );
  }
  zero_(): this {
    return this.fill_(0);
  }
  /** a = b, where b may broadcast. Throws RuntimeError when it does not fit. */
  copy_(source: T): this {
    return this.edit(
      [source],
      () => source.expand(...this.shape),
      (target) => copyInto(target, source.array),
    );
  }
  /** `t.indexPut_([0, 0], 42)` is PyTorch's `t[0, 0] = 42`; fewer indices fill a whole part. Throws IndexError. */
  indexPut_(index: readonly number[], value: number): this {
    const part = index.reduce((rest, i) => select(rest, 0, i), this.array);
    refuseLeaf(this, 'a view of a leaf Variable');
    if (isGradEnabled() && this.requiresGrad) throw viewEdit();
    fill(part, value);
    this.array.countEdit();
    return this;
  }

  private edit(operands: readonly T[], recorded: () => T | null, write: (target: NumArray) => void): this {
    const recording = isGradEnabled() && (this.requiresGrad || operands.some((t) => t.requiresGrad));
    if (this.base !== null && isGradEnabled()) refuseLeaf(this.base, 'a view of a leaf Variable');
    refuseLeaf(this, 'a leaf Variable');
    if (!recording) {
      write(this.array);
    } else {
      if (this.base !== null || !areEditsRecorded()) throw viewEdit();
      const result = recorded();
      if (result === null) write(this.array);
      else copyInto(this.array, result.array);
      this.gradFn = result === null ? null : result.gradFn;
    }
    this.array.countEdit();
    return this;
  }
}

function refuseLeaf(target: { isLeaf: boolean; requiresGrad: boolean }, what: string): void {
  if (!isGradEnabled() || !target.isLeaf || !target.requiresGrad) return;
  const received = `an in-place edit (${what} that requires grad is being used in an in-place operation)`;
  const next = 'Wrap the edit in noGrad(() => …), or edit .data';
  throw new RuntimeError(expected('in-place edit', 'a tensor that is no trainable leaf', received, next));
}

const viewEdit = (): RuntimeError =>
  new RuntimeError(
    expected(
      'in-place edit',
      'a whole tensor, while gradients are recorded',
      'a part of one that has a history',
      'Compute a new tensor instead, or edit under noGrad',
    ),
  );
