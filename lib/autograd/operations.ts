import { type DType, fromValues, type NumArray } from '../array/array.ts';
import { isFloat } from '../array/dtype.ts';
import { type Comparison, compare, map } from '../array/elementwise.ts';
import { expected, IndexError, kindOf, RuntimeError, shapeText } from '../array/errors.ts';
import { copy, expand, reshape, reshaped, select, slice, transpose } from '../array/movement.ts';
import { maxKeeping } from '../array/reduce.ts';
import { requireNumber } from '../array/require.ts';
import { resolveAxes, resolveAxis, resolveIndex, type Shape, sizeOf } from '../array/shape.ts';
import type { Primitive } from './node.ts';
import type { Movement } from './primitives.ts';
import * as rules from './primitives.ts';

/** Axes of a reduction: one, several, or all when undefined. */
export type Axes = number | readonly number[] | undefined;

/** What PyTorch prints for a product of two ranks: it multiplies matrices, and gives the result its shape by a view. */
export function productName(left: number, right: number): string {
  if (left > 2 || right > 2) return 'UnsafeViewBackward0';
  if (left === 2) return right === 2 ? 'MmBackward0' : 'MvBackward0';
  return right === 1 ? 'DotBackward0' : 'SqueezeBackward4';
}

/**
 * What can be computed with tensors. Every method gives a new tensor that remembers its operands; shapes broadcast
 * at the last axis and a number stands for a scalar. `T` is the tensor class itself, which says how to remember.
 * Names and meanings are PyTorch's in camelCase.
 */
export abstract class Operations<T extends Operations<T>> {
  abstract readonly array: NumArray;
  abstract readonly dtype: DType;
  abstract readonly shape: Shape;
  /** The result of `primitive` on the operands, remembered under `name`. */
  protected abstract compute<A>(
    primitive: Primitive<A>,
    operands: (T | this)[],
    attribute: A,
    name?: string,
  ): T;
  /** A tensor without history. */
  protected abstract constant(array: NumArray): T;

  /** a + b. */
  add(other: T | number): T {
    return this.compute(rules.add, [this, this.lift(other)], undefined);
  }
  /** a − b. */
  sub(other: T | number): T {
    return this.compute(rules.sub, [this, this.lift(other)], undefined);
  }
  /** a · b, element by element. */
  mul(other: T | number): T {
    return this.compute(rules.mul, [this, this.lift(other)], undefined);
  }
  /** a / b, element by element. */
  div(other: T | number): T {
    return this.compute(rules.div, [this, this.lift(other)], undefined);
  }
  /** −a. */
  neg(): T {
    return this.compute(rules.mul, [this, this.lift(-1)], undefined, 'NegBackward0');
  }
  /** aᵖ for a fixed number p. */
  pow(exponent: number): T {
    requireNumber('pow', exponent, 'a number as exponent');
    return this.compute(rules.pow, [this], exponent);
  }
  exp(): T {
    return this.compute(rules.exp, [this], undefined);
  }
  /** Natural logarithm. */
  log(): T {
    return this.compute(rules.log, [this], undefined);
  }
  /** |a|; the gradient at 0 is 0. */
  abs(): T {
    return this.compute(
      rules.mul,
      [this, this.constant(map(this.array, Math.sign, this.dtype))],
      undefined,
      'AbsBackward0',
    );
  }
  /** max(a, 0); the gradient at 0 is 0. */
  relu(): T {
    return this.compute(rules.relu, [this], undefined);
  }
  tanh(): T {
    return this.compute(rules.tanh, [this], undefined);
  }
  /** 1 / (1 + e⁻ᵃ). */
  sigmoid(): T {
    return this.compute(rules.sigmoid, [this], undefined);
  }
  /** Matrix product: (…, m, k) · (…, k, n) → (…, m, n); 1-D operands are a row or a column. Throws RuntimeError when they do not meet. */
  matmul(other: T): T {
    this.requireTensor('matmul', other);
    const name = productName(this.shape.length, other.shape.length);
    return this.compute(rules.matmul, [this, other], undefined, name);
  }

  /** The total over `axes`, or over everything. Shapes: (2, 3) over 0 → (3,). Throws IndexError for an unknown axis. */
  sum(axes?: Axes, keep = false): T {
    const name = axes === undefined ? 'SumBackward0' : 'SumBackward1';
    return this.compute(rules.sum, [this], { axes, keep }, name);
  }
  /** The average over `axes`, or over everything. Throws RuntimeError for whole numbers, IndexError for an unknown axis. */
  mean(axes?: Axes, keep = false): T {
    if (!isFloat(this.dtype)) {
      const what = 'a floating point tensor (mean(): could not infer output dtype)';
      throw new RuntimeError(expected('mean', what, this.dtype, "Convert it first: to('float32')"));
    }
    const gone = resolveAxes('mean', axes, this.shape.length);
    const count = gone.reduce((product, axis) => product * (this.shape[axis] ?? 1), 1);
    const name = axes === undefined ? 'MeanBackward0' : 'MeanBackward1';
    const total = this.sum(axes, keep);
    return total.compute(rules.div, [total, this.lift(count)], undefined, name);
  }
  /** The largest element along an axis, which stays with length 1. Without history. */
  amax(axis: number): T {
    return this.constant(maxKeeping(this.array, resolveAxis('amax', axis, this.shape.length)));
  }

  /**
   * The same elements in another shape, as a window where they lie well for it; one length may be −1. Throws RuntimeError
   * when they do not fit.
   */
  reshape(...shape: number[]): T {
    const { array } = this;
    const isWindow = array.contiguous || reshaped(array, shape) !== null;
    return this.view(
      (x) => reshaped(x, shape) ?? reshape(x, shape),
      (g) => reshape(g, this.shape),
      isWindow ? 'ViewBackward0' : 'UnsafeViewBackward0',
    );
  }
  /** All axes from `start` to `end` as one, the tensor itself if that is one axis. Shapes: (2, 3, 4) from 1 → (2, 12). */
  flatten(start = 0, end = -1): T {
    if (this.shape.length === 0) return this.reshape(1);
    const from = resolveAxis('flatten', start, this.shape.length);
    const to = resolveAxis('flatten', end, this.shape.length);
    if (from === to) return this as unknown as T;
    const length = sizeOf(this.shape.slice(from, to + 1));
    return this.reshape(...this.shape.slice(0, from), length, ...this.shape.slice(to + 1));
  }
  /**
   * The transpose of a matrix; a vector or scalar stays as it is. A window on the same numbers. Throws RuntimeError for
   * more than two axes.
   */
  t(): T {
    if (this.shape.length > 2) {
      const what = 'a matrix (t() expects a tensor with <= 2 dimensions)';
      throw new RuntimeError(
        expected('t', what, `shape ${shapeText(this.shape)}`, 'Use transpose(first, second)'),
      );
    }
    const swap = (x: NumArray) => (x.rank < 2 ? x : transpose(x, 0, 1));
    return this.view(swap, swap, 'TBackward0');
  }
  /** Two axes exchanged: a window on the same numbers. Throws IndexError for an unknown axis. */
  transpose(first: number, second: number): T {
    const swap = (x: NumArray) => transpose(x, first, second);
    return this.view(swap, swap, 'TransposeBackward0');
  }
  /** The part at one index of one axis, which disappears: a window. Throws IndexError when outside. */
  select(axis: number, index: number): T {
    return this.view((x) => select(x, axis, index), undefined, 'SelectBackward0');
  }
  /** Positions `start` to before `end` on one axis, with Python's rules for negatives: a window. */
  slice(axis: number, start = 0, end = Number.MAX_SAFE_INTEGER, step = 1): T {
    return this.view((x) => slice(x, axis, start, end, step), undefined, 'SliceBackward0');
  }
  /** `t.at(1, 2)` is PyTorch's `t[1, 2]`: leading axes indexed away, negatives from the end. A window. */
  at(...index: number[]): T {
    const { length } = this.shape;
    if (index.length > length) {
      const received = `${index.length} (too many indices for tensor of dimension ${length})`;
      throw new IndexError(expected('at', `at most ${length} indices`, received, 'Give one per axis'));
    }
    const positions = index.map((i, axis) => resolveIndex(`index ${axis}`, i, this.shape[axis]!));
    const pick = (x: NumArray) => positions.reduce((part, i) => select(part, 0, i), x);
    return this.view(pick, undefined, 'SelectBackward0');
  }
  /** Repeated along axes of length 1 and new leading axes, without storing anything twice. */
  expand(...shape: number[]): T {
    return this.view((x) => expand(x, shape), undefined, 'ExpandBackward0');
  }
  /** A copy of its own that passes gradients on. */
  clone(): T {
    return this.compute(rules.view, [this], { move: copy, undo: (g: NumArray) => g }, 'CloneBackward0');
  }

  eq(other: T | number): T {
    return this.compare('eq', other);
  }
  ne(other: T | number): T {
    return this.compare('ne', other);
  }
  lt(other: T | number): T {
    return this.compare('lt', other);
  }
  le(other: T | number): T {
    return this.compare('le', other);
  }
  gt(other: T | number): T {
    return this.compare('gt', other);
  }
  ge(other: T | number): T {
    return this.compare('ge', other);
  }

  /** A number as a scalar tensor of this dtype; fractions next to whole-number tensors become float32. */
  protected lift(value: T | number): T {
    if (value instanceof Operations) return value;
    if (typeof value !== 'number') {
      throw new TypeError(
        expected('operand', 'a Tensor or a number', kindOf(value), 'Wrap lists with tensor([...])'),
      );
    }
    const whole = this.dtype === 'int64' || this.dtype === 'bool';
    const dtype = !whole ? this.dtype : Number.isInteger(value) ? 'int64' : 'float32';
    return this.constant(fromValues([value], [], dtype));
  }

  /** Throws TypeError for a number, too. */
  protected requireTensor(where: string, value: unknown): void {
    if (value instanceof Operations) return;
    throw new TypeError(expected(where, 'a Tensor', kindOf(value), 'Wrap numbers with tensor([...])'));
  }

  private compare(kind: Comparison, other: T | number): T {
    return this.constant(compare(kind, this.array, this.lift(other).array));
  }

  private view(move: Movement['move'], undo: Movement['undo'], name: string): T {
    return this.compute(rules.view, [this], undo ? { move, undo } : { move }, name);
  }
}
