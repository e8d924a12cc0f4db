import { type DType, storable } from './dtype.ts';
import { expected, IndexError, kindOf, RuntimeError, shapeText, shown, ValueError } from './errors.ts';
import { handBack, type Loan, lendResult, loanOf } from './kernels/resident.ts';
import { allocate, type Data, FEW, MANY, raw, slabFor } from './memory.ts';
import { asNdArray, type NdArray } from './ndarray.ts';
import { checkShape, isRowMajor, resolveIndex, rowMajor, type Shape, sizeOf } from './shape.ts';

export type { DType } from './dtype.ts';
export { allocate, allocateKept, type Data } from './memory.ts';
export type Nested = number | boolean | readonly Nested[];

/** Edits in place, counted together by all windows that share it. */
interface Counter {
  edits: number;
}

/**
 * Numbers in a shape: a strided window on a buffer. Several windows may share one buffer; a stride of 0 repeats
 * an element without storing it again. Lengths and strides are never changed after construction. Fields are
 * only declared, as in GradNode: this object is made more often than any other.
 */
export class NumArray {
  /** Where the numbers lie, for loops: from `start` on, in `data` itself or in memory that other arrays share. */
  declare memory: Data;
  declare start: number;
  /** Whether others have parts of `memory` too. */
  declare isPart: boolean;
  declare shape: Shape;
  declare readonly dtype: DType;
  declare readonly size: number;
  /** Row-major without holes, so that a loop from `offset` to `offset + size` meets the elements in order. */
  declare readonly contiguous: boolean;
  /** Whose memory the numbers lie in, when it can be handed back. */
  declare readonly loan: Loan | null;
  declare private steps: Shape | undefined;
  declare private counter: Counter | null;

  /** `isPart`: `memory` is not the array's own; it has `size` elements of it, from `start` on. */
  constructor(
    memory: Data,
    shape: Shape,
    dtype: DType,
    stride?: Shape,
    start = 0,
    isPart = false,
    size = sizeOf(shape),
  ) {
    this.memory = memory;
    this.start = start;
    this.isPart = isPart;
    this.shape = shape;
    this.dtype = dtype;
    this.counter = null;
    this.size = size;
    this.steps = stride;
    this.contiguous = stride === undefined || isRowMajor(shape, stride);
    this.loan = isPart ? null : loanOf(memory);
  }

  /** The array itself, its numbers now in a buffer of their own. */
  settled(): this {
    // Not from the start on: nobody ever looks into most results, and a view for each would double what one costs.
    if (this.isPart) {
      this.memory = this.memory.subarray(this.start, this.start + this.size) as Data;
      this.start = 0;
      this.isPart = false;
    }
    return this;
  }
  /**
   * The buffer the numbers lie in: the first at `offset`, the others as the strides say. Throws RuntimeError when a `tidy`
   * that has ended handed it back.
   */
  get data(): Data {
    if (this.loan?.ended) throw handedBack();
    return this.settled().memory;
  }
  get offset(): number {
    return this.isPart ? 0 : this.start;
  }
  /** Whether both are windows on one buffer. */
  sharesWith(other: NumArray): boolean {
    return this === other || (this.memory === other.memory && !this.isPart && !other.isPart);
  }

  get rank(): number {
    return this.shape.length;
  }
  /** How far apart neighbours on each axis lie in `data`. */
  get stride(): Shape {
    // Few dense arrays are ever asked.
    this.steps ??= rowMajor(this.shape);
    return this.steps;
  }

  /** How many edits in place of these numbers were counted: through this object, or one that counts together with it. */
  get edits(): number {
    return this.counter === null ? 0 : this.counter.edits;
  }
  countEdit(): void {
    this.counter ??= { edits: 0 };
    this.counter.edits++;
  }
  /** From now on, edits of this window are edits of `source`, and the other way round. */
  countWith(source: NumArray): void {
    source.counter ??= { edits: 0 };
    this.counter = source.counter;
  }
  /** The same window on the same numbers, with a count of its own that starts at `edits`. */
  countedApart(edits = 0): NumArray {
    const apart = new NumArray(this.data, this.shape, this.dtype, this.steps, this.offset);
    apart.counter = { edits };
    return apart;
  }

  /** Where the element at `index` lies in `data`. Throws IndexError unless there is one index per axis, in range. */
  at(index: readonly number[]): number {
    if (!Array.isArray(index) || index.length !== this.shape.length) {
      const next = `Give ${this.shape.length} of them: the shape is ${shapeText(this.shape)}`;
      const received = Array.isArray(index) ? `[${index.map(shown).join(', ')}]` : kindOf(index);
      throw new IndexError(expected('index', 'one index per axis', received, next));
    }
    let position = this.offset;
    for (let axis = 0; axis < index.length; axis++) {
      position += resolveIndex('index', index[axis]!, this.shape[axis]!) * this.stride[axis]!;
    }
    return position;
  }

  /** The element at `index`; negatives count from the end. Throws IndexError when outside. */
  get(...index: number[]): number {
    return this.data[this.at(index)]!;
  }

  /** Writes one element. Throws IndexError when outside, and nothing is written. */
  set(index: readonly number[], value: number): void {
    this.data[this.at(index)] = storable('set', value, this.dtype);
  }

  /** The elements in row-major order, as plain numbers. */
  values(): number[] {
    const values = new Array<number>(this.size);
    const { data } = this;
    forEachPosition(this, (position, i) => {
      values[i] = data[position]!;
    });
    return values;
  }

  /** Nested lists of the elements, a bare number for a scalar. */
  toArray(): Nested {
    const values = this.values();
    let at = 0;
    const build = (axis: number): Nested =>
      axis === this.shape.length
        ? values[at++]!
        : Array.from({ length: this.shape[axis]! }, () => build(axis + 1));
    return build(0);
  }

  /** The same window as a real `ndarray`: live, so writes go both ways. */
  ndarray(): NdArray {
    return asNdArray(this.data, this.shape, this.stride, this.offset);
  }

  /** Another window on the same buffer. */
  window(shape: Shape, stride: Shape, offset = this.offset): NumArray {
    return new NumArray(this.data, shape, this.dtype, stride, offset);
  }
}

export const handedBack = (): RuntimeError =>
  new RuntimeError(
    expected(
      'tensor',
      'one that still holds its numbers',
      'one whose tidy(…) has ended',
      'Return it from the body',
    ),
  );

/** Calls `visit(position in data, row-major count)` for each element, whatever the strides. */
export function forEachPosition(array: NumArray, visit: (position: number, i: number) => void): void {
  const { shape, stride, offset, size } = array;
  if (array.contiguous) {
    for (let i = 0; i < size; i++) visit(offset + i, i);
    return;
  }
  const index = new Array<number>(shape.length).fill(0);
  let position = offset;
  for (let i = 0; i < size; i++) {
    visit(position, i);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      position += stride[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      position -= stride[axis]! * shape[axis]!;
      index[axis] = 0;
    }
  }
}

/**
 * An array for the result of an operation, which will write every element of it. A float32 one that is not large is a
 * part of a slab: a buffer of its own costs twice to ten times as much, and twice the memory.
 */
export function result(shape: Shape, dtype: DType): NumArray {
  const size = sizeOf(shape);
  const lent = dtype === 'float32' ? lendResult(size) : null;
  if (lent !== null) return new NumArray(lent, shape, dtype);
  if (dtype !== 'float32' || size === 0 || size > MANY) return new NumArray(raw(dtype, size), shape, dtype);
  if (spare !== null && spare.size === size) {
    const { memory, start, isPart } = spare;
    spare = null;
    return new NumArray(memory, shape, dtype, undefined, start, isPart);
  }
  const slab = slabFor(size);
  const start = slab.take(size);
  return new NumArray(slab.memory, shape, dtype, undefined, start, true, size);
}

/** The middling array that was released last: a gradient follows another of its size. */
let spare: NumArray | null = null;

/** Gives numbers back for a later result. Only for who knows that nobody else holds them, as the walk of backward does. */
export function release(array: NumArray): void {
  const { size, memory, isPart } = array;
  if (array.loan !== null) handBack(memory);
  else if (size > FEW && size <= MANY && array.dtype === 'float32' && (isPart || memory.length === size))
    spare = array;
}

export const zeros = (shape: Shape, dtype: DType = 'float32'): NumArray => {
  checkShape('zeros', shape);
  return new NumArray(allocate(dtype, sizeOf(shape)), shape, dtype);
};

export const full = (shape: Shape, value: number, dtype: DType = 'float32'): NumArray => {
  checkShape('full', shape);
  const stored = dtype === 'float32' && typeof value === 'number' ? value : storable('full', value, dtype);
  const array = result(shape, dtype);
  const { memory, start, size } = array;
  // The call of `fill` costs more than a few elements do.
  if (size < FEW) for (let i = 0; i < size; i++) memory[start + i] = stored;
  else memory.fill(stored, start, start + size);
  return array;
};

/** A new row-major array holding a copy of `values`. Throws ValueError when their number does not fit `shape`. */
export function fromValues(values: ArrayLike<number>, shape: Shape, dtype: DType = 'float32'): NumArray {
  checkShape('fromValues', shape);
  if (values?.length !== sizeOf(shape)) {
    const what = `${sizeOf(shape)} values for shape ${shapeText(shape)}`;
    throw new ValueError(
      expected('fromValues', what, shown(values?.length), 'Make the count and the shape agree'),
    );
  }
  const data = allocate(dtype, values.length);
  data.set(values);
  return new NumArray(data, shape, dtype);
}

/** Axes that any framework allows. */
const DEEPEST = 64;

/** Nested lists as an array: `[[1, 2], [3, 4]]` has shape (2, 2). Throws ValueError when rows differ in length. */
export function fromNested(nested: Nested, dtype?: DType): NumArray {
  const shape: number[] = [];
  for (let level = nested; Array.isArray(level); level = level[0]) {
    shape.push(level.length);
    if (level.length === 0) break;
    if (shape.length <= DEEPEST) continue;
    const received = `more than ${DEEPEST} (too many dimensions 'list')`;
    throw new ValueError(expected('tensor', 'lists in lists', received, 'A list may not hold itself'));
  }
  const values: number[] = [];
  let booleans = 0;
  const collect = (level: Nested, axis: number): void => {
    const fits = Array.isArray(level) ? level.length === shape[axis] : axis === shape.length;
    const isNumber = typeof level === 'number' || typeof level === 'boolean';
    if (!fits || (!Array.isArray(level) && !isNumber)) {
      const received = Array.isArray(level) ? `a list of ${level.length} at depth ${axis}` : kindOf(level);
      const next = 'Give every row the same length, and numbers only';
      throw new ValueError(expected('tensor', `nested lists of shape ${shapeText(shape)}`, received, next));
    }
    if (Array.isArray(level)) for (const item of level) collect(item, axis + 1);
    else {
      if (typeof level === 'boolean') booleans++;
      values.push(Number(level));
    }
  };
  collect(nested, 0);
  const allBooleans = booleans > 0 && booleans === values.length;
  const type = dtype ?? (allBooleans ? 'bool' : 'float32');
  const isWhole = type === 'int64' || type === 'bool';
  return fromValues(isWhole ? values.map((value) => storable('tensor', value, type)) : values, shape, type);
}
