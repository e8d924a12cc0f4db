import { allocate, type DType, NumArray } from '../array/array.ts';
import { contiguous } from '../array/movement.ts';
import { type Shape, sizeOf } from '../array/shape.ts';
import { type Refusal, STORED } from './format.ts';

const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
/** Elements converted at a time, where memory and file differ. */
const PIECE = 1 << 16;

/** Memory that the library lends is lent as long as the array lives: so its bytes keep it alive. */
const owners = new WeakMap<Uint8Array, unknown>();

/** How many bytes the elements take in a file. */
export const rawSize = (dtype: DType, shape: Shape): number => sizeOf(shape) * STORED[dtype].bytes;

/**
 * The elements in row-major order as little-endian bytes, piece by piece. Floats are given as they lie in memory,
 * without a copy; int64 lives in doubles here and is converted a piece at a time.
 */
export function* rawPieces(array: NumArray): Generator<Uint8Array> {
  const { data, offset, size, dtype } = contiguous(array);
  if (size === 0) return;
  const width = data.BYTES_PER_ELEMENT;
  const memory = new Uint8Array(data.buffer, data.byteOffset + offset * width, size * width);
  owners.set(memory, data);
  if (dtype !== 'int64' && (littleEndian || width === 1)) {
    yield memory;
    return;
  }
  for (let from = 0; from < size; from += PIECE) {
    const piece = memory.slice(from * width, Math.min(from + PIECE, size) * width);
    if (!littleEndian) reverseEach(piece, width);
    if (dtype === 'int64')
      each64(piece, (view, at) => view.setBigInt64(at, BigInt(view.getFloat64(at, true)), true));
    yield piece;
  }
}

/** Memory for the raw bytes of one tensor; `array()` is called once they are all there. */
export interface Vessel {
  readonly bytes: Uint8Array;
  array(): NumArray;
}

/** `bytes` is the array's own memory, so that a large tensor is never held twice. `refuse` words the errors. */
export function vessel(name: string, dtype: DType, shape: Shape, refuse: Refusal): Vessel {
  const data = allocate(dtype, sizeOf(shape));
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const array = (): NumArray => {
    if (dtype === 'bool') checkBits(name, bytes, refuse);
    if (dtype === 'int64')
      each64(bytes, (view, at) => view.setFloat64(at, exact(name, view.getBigInt64(at, true), refuse), true));
    if (!littleEndian) reverseEach(bytes, data.BYTES_PER_ELEMENT);
    return new NumArray(data, shape, dtype);
  };
  return { bytes, array };
}

function each64(bytes: Uint8Array, change: (view: DataView, at: number) => void): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.length; at += 8) change(view, at);
}

function reverseEach(bytes: Uint8Array, width: number): void {
  for (let at = 0; at < bytes.length; at += width) bytes.subarray(at, at + width).reverse();
}

function exact(name: string, value: bigint, refuse: Refusal): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw refuse(`whole numbers below 2^53 in '${name}'`, String(value));
  return number;
}

function checkBits(name: string, bytes: Uint8Array, refuse: Refusal): void {
  const wrong = bytes.find((byte) => byte > 1);
  if (wrong !== undefined) throw refuse(`0 or 1 in '${name}'`, String(wrong));
}
