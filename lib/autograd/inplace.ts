import type { NumArray } from '../array/array.ts';
import { fitsInto, storable } from '../array/dtype.ts';
import { addInto, copyInto, divide, fill, multiply, resultType } from '../array/elementwise.ts';
import { expected, RuntimeError } from '../array/errors.ts';
import { select } from '../array/movement.ts';
import { requireList, requireNumber } from '../array/require.ts';
import { overlaps } from '../array/strided.ts';
import { areEditsRecorded, isGradEnabled } from './mode.ts';
import type { GradNode } from './node.ts';
import { Operations } from './operations.ts';
import { overwrite } from './primitives.ts';

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
    requireNumber('add_', factor, 'a number as factor');
    const b = this.operand('add', other);
    const sum = () => this.add(factor === 1 ? b : b.mul(factor));
    return this.edit([b], sum, (target) => {
      if (this.dtype === 'bool') copyInto(target, sum().array);
      else addInto(target, b.array, factor);
    });
  }
  /** a −= b. */
  sub_(other: T | number): this {
    const b = this.operand('sub', other);
    return this.edit(
      [b],
      () => this.sub(b),
      (target) => addInto(target, b.array, -1),
    );
  }
  /** a *= b, element by element. */
  mul_(other: T | number): this {
    const b = this.operand('mul', other);
    return this.edit(
      [b],
      () => this.mul(b),
      (target) => copyInto(target, multiply(target, b.array)),
    );
  }
  /** a /= b, element by element. */
  div_(other: T | number): this {
    const b = this.operand('div', other);
    return this.edit(
      [b],
      () => this.div(b),
      (target) => copyInto(target, divide(target, b.array)),
    );
  }
  /** Every element becomes `value`. */
  fill_(value: number): this {
    return this.fillAs('FillBackward2', value);
  }
  zero_(): this {
    return this.fillAs('ZeroBackward0', 0);
  }
  private fillAs(name: string, value: number): this {
    const stored = storable('fill_', value, this.dtype);
    return this.edit(
      [],
      () => this.compute(overwrite, [this, this.lift(stored)], undefined, name),
      (target) => fill(target, stored),
    );
  }
  /** a = b, where b may broadcast. Throws RuntimeError when it does not fit. */
  copy_(source: T): this {
    this.requireTensor('copy_', source);
    return this.edit(
      [source],
      () => this.compute(overwrite, [this, source], undefined),
      (target) => copyInto(target, source.array),
    );
  }
  /** `t.indexPut_([0, 0], 42)` is PyTorch's `t[0, 0] = 42`; fewer indices fill a whole part. Throws IndexError. */
  indexPut_(index: readonly number[], value: number): this {
    const places = requireList('indexPut_', index, 'a list of indices', 'Write [row, column]');
    const part = places.reduce((rest, i) => select(rest, 0, i), this.array);
    refuseLeaf(this, 'a view of a leaf Variable');
    if (isGradEnabled() && this.requiresGrad) throw viewEdit();
    fill(part, value);
    this.array.countEdit();
    return this;
  }

  /** The other side of an edit. Throws RuntimeError when the result could not be written over this dtype. */
  private operand(name: string, other: T | number): T {
    const value = this.lift(other);
    const wide = resultType(name, this.array, value.array);
    if (fitsInto(wide, this.dtype)) return value;
    const received = `one of ${wide} (result type can't be cast to the desired output type)`;
    const next = `Convert the tensor first: to('${wide}')`;
    throw new RuntimeError(expected(`${name}_`, `a result that stays ${this.dtype}`, received, next));
  }

  private edit(operands: readonly T[], recorded: () => T, write: (target: NumArray) => void): this {
    const recording = isGradEnabled() && (this.requiresGrad || operands.some((t) => t.requiresGrad));
    if (this.base !== null && isGradEnabled()) refuseLeaf(this.base, 'a view of a leaf Variable');
    refuseLeaf(this, 'a leaf Variable');
    if (operands.length > 0) refuseOverlap(this.array);
    if (!recording) {
      write(this.array);
    } else {
      if (this.base !== null || !areEditsRecorded()) throw viewEdit();
      const result = recorded();
      result.gradFn?.secureFirst();
      copyInto(this.array, result.array);
      this.gradFn = result.gradFn;
    }
    this.array.countEdit();
    return this;
  }
}

function refuseOverlap(target: NumArray): void {
  if (!overlaps(target)) return;
  const received =
    'one with repeated elements (more than one element of the written-to tensor refers to a single memory location)';
  const next = 'Edit a clone(), or the tensor that was expanded';
  throw new RuntimeError(expected('in-place edit', 'a tensor that has every element once', received, next));
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
