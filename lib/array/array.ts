import { expected, IndexError, shapeText, ValueError } from './errors.ts';
import { handBack, type Loan, lend, loanOf } from './kernels/resident.ts';
import { asNdArray, type NdArray } from './ndarray.ts';
import { checkShape, isRowMajor, resolveIndex, rowMajor, type Shape, sizeOf } from './shape.ts';

/** float32 is the default; float64 is for checks. int64 lives in doubles (exact to 2^53), bool in bytes. */
export type DType = 'float32' | 'float64' | 'int64' | 'bool';
export type Data = Float32Array | Float64Array | Uint8Array;
export type Nested = number | boolean | readonly Nested[];

/** Elements from which a buffer spans several pages of memory. */
const PAGES = 4096;
let keeping = false;

/**
 * Makes and drops one buffer of almost 32 MB, untouched. A C library gives freed memory back to the system as soon as
 * there is much of it, and takes every large buffer from the system anew, page by page: that can cost twenty times
 * the computation. glibc learns from the largest buffer it has seen freed, up to 32 MB, to keep twice as much.
 * Source: mallopt(3), M_MMAP_THRESHOLD, "dynamic".
 */
function keepFreedMemory(): void {
  keeping = true;
  new ArrayBuffer(2 ** 25 - 2 ** 16);
}

/** A zero-filled buffer of `size` elements that stores `dtype`. */
export function allocate(dtype: DType, size: number): Data {
  const resident = dtype === 'float32' ? lend(size) : null;
  return resident === null ? make(dtype, size) : resident.fill(0);
}

function make(dtype: DType, size: number): Data {
  if (size >= PAGES && !keeping) keepFreedMemory();
  if (dtype === 'float32') return new Float32Array(size);
  return dtype === 'bool' ? new Uint8Array(size) : new Float64Array(size);
}

/** A buffer that is cut into parts, none of them handed out twice; when it is used up, another one. */
class Slab {
  readonly bytes: number;
  private buffer = new ArrayBuffer(0);
  private used = 0;

  constructor(bytes: number) {
    this.bytes = bytes;
  }
  cut(size: number): Float32Array {
    if (this.used + 4 * size > this.buffer.byteLength) {
      if (!keeping) keepFreedMemory();
      this.buffer = new ArrayBuffer(this.bytes);
      this.used = 0;
    }
    const part = new Float32Array(this.buffer, this.used, size);
    this.used += 4 * size;
    return part;
  }
}

/** A part keeps its whole slab alive. So the small ones, which people keep, have a smaller one, and numbers have none. */
const [FEW, MANY] = [64, 2048];
const small = new Slab(16_384);
const middling = new Slab(65_536);

/**
 * A buffer for the result of an operation, which will write every element of it. A float32 one that is not large is a
 * part of a slab: making a buffer of its own costs twice to ten times as much, and twice the memory.
 */
export function allocateResult(dtype: DType, size: number): Data {
  if (dtype !== 'float32') return make(dtype, size);
  if (size < 2 || size > MANY) return lend(size) ?? make(dtype, size);
  if (size <= FEW) return small.cut(size);
  if (spare === null || spare.length !== size) return middling.cut(size);
  const again = spare;
  spare = null;
  return again;
}

/** The middling numbers that were released last: a gradient follows another of its size. */
let spare: Float32Array | null = null;

/** Gives numbers back for a later result. Only for who knows that nobody else holds them, as the walk of backward does. */
export function release({ data, loan, size }: NumArray): void {
  if (loan !== null) handBack(data);
  else if (size > FEW && size <= MANY && data.length === size && data instanceof Float32Array) spare = data;
}

/**
 * Numbers in a shape: a strided window on a buffer. Several windows may share one buffer; a stride of 0 repeats
 * an element without storing it again. Shape and stride are never changed after construction.
 */
export class NumArray {
  readonly data: Data;
  readonly shape: Shape;
  readonly offset: number;
  readonly dtype: DType;
  readonly size: number;
  /** Row-major without holes, so that a loop from `offset` to `offset + size` meets the elements in order. */
  readonly contiguous: boolean;
  /** Whose memory the numbers lie in, when it can be handed back. */
  readonly loan: Loan | null;
  private steps: Shape | undefined;
  private count = 0;
  private counter: NumArray = this;

  constructor(data: Data, shape: Shape, dtype: DType, stride?: Shape, offset = 0) {
    this.data = data;
    this.shape = shape;
    this.dtype = dtype;
    this.offset = offset;
    this.size = sizeOf(shape);
    this.steps = stride;
    this.contiguous = stride === undefined || isRowMajor(shape, stride);
    this.loan = loanOf(data);
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
    return this.counter.count;
  }
  countEdit(): void {
    this.counter.count++;
  }
  /** From now on, edits of this window are edits of `source`, and the other way round. */
  countWith(source: NumArray): void {
    this.counter = source.counter;
  }
  /** The same window on the same numbers, with a count of its own that starts at `edits`. */
  countedApart(edits = 0): NumArray {
    const apart = new NumArray(this.data, this.shape, this.dtype, this.steps, this.offset);
    apart.count = edits;
    return apart;
  }

  /** Where the element at `index` lies in `data`. Throws IndexError unless there is one index per axis, in range. */
  at(index: readonly number[]): number {
    if (index.length !== this.shape.length) {
      const next = `Give ${this.shape.length} of them: the shape is ${shapeText(this.shape)}`;
      throw new IndexError(expected('index', 'one index per axis', `[${index.join(', ')}]`, next));
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
    this.data[this.at(index)] = value;
  }

  /** The elements in row-major order, as plain numbers. */
  values(): number[] {
    const values = new Array<number>(this.size);
    forEachPosition(this, (position, i) => {
      values[i] = this.data[position]!;
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

export const zeros = (shape: Shape, dtype: DType = 'float32'): NumArray => {
  checkShape('zeros', shape);
  return new NumArray(allocate(dtype, sizeOf(shape)), shape, dtype);
};

export const full = (shape: Shape, value: number, dtype: DType = 'float32'): NumArray => {
  checkShape('full', shape);
  const data = allocateResult(dtype, sizeOf(shape));
  // The call of `fill` costs more than a few elements do.
  if (data.length < FEW) for (let i = 0; i < data.length; i++) data[i] = value;
  else data.fill(value);
  return new NumArray(data, shape, dtype);
};

/** A new row-major array holding a copy of `values`. Throws ValueError when their number does not fit `shape`. */
export function fromValues(values: ArrayLike<number>, shape: Shape, dtype: DType = 'float32'): NumArray {
  checkShape('fromValues', shape);
  if (values.length !== sizeOf(shape)) {
    const what = `${sizeOf(shape)} values for shape ${shapeText(shape)}`;
    throw new ValueError(
      expected('fromValues', what, String(values.length), 'Make the count and the shape agree'),
    );
  }
  const data = allocate(dtype, values.length);
  data.set(values);
  return new NumArray(data, shape, dtype);
}

/** Nested lists as an array: `[[1, 2], [3, 4]]` has shape (2, 2). Throws ValueError when rows differ in length. */
export function fromNested(nested: Nested, dtype?: DType): NumArray {
  const shape: number[] = [];
  for (let level = nested; Array.isArray(level); level = level[0]) {
    shape.push(level.length);
    if (level.length === 0) break;
  }
  const values: number[] = [];
  let booleans = 0;
  const collect = (level: Nested, axis: number): void => {
    const fits = Array.isArray(level) ? level.length === shape[axis] : axis === shape.length;
    const isNumber = typeof level === 'number' || typeof level === 'boolean';
    if (!fits || (!Array.isArray(level) && !isNumber)) {
      const received = Array.isArray(level) ? `a list of ${level.length} at depth ${axis}` : String(level);
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
  return fromValues(values, shape, dtype ?? (allBooleans ? 'bool' : 'float32'));
}
