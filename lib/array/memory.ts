import { type DType, refuseDType } from './dtype.ts';
import { expected, RuntimeError, shown, ValueError } from './errors.ts';
import { lend, loanOf } from './kernels/resident.ts';

export type Data = Float32Array | Float64Array | Uint8Array;

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

/** A zero-filled buffer of `size` elements that stores `dtype`. Throws ValueError for what is no size or no dtype. */
export function allocate(dtype: DType, size: number): Data {
  if (!Number.isInteger(size) || size < 0) {
    throw new ValueError(
      expected('allocate', 'a whole number ≥ 0', shown(size), 'Pass a number of elements'),
    );
  }
  const resident = dtype === 'float32' ? lend(size) : null;
  return resident === null ? make(dtype, size) : resident.fill(0);
}

/** The same for whoever keeps it between calls, as an optimizer does: no `tidy` around this hands it back. */
export function allocateKept(dtype: DType, size: number): Data {
  const data = allocate(dtype, size);
  const loan = loanOf(data);
  if (loan !== null) loan.kept = true;
  return data;
}

function make(dtype: DType, size: number): Data {
  if (size >= PAGES && !keeping) keepFreedMemory();
  try {
    if (dtype === 'float32') return new Float32Array(size);
    if (dtype === 'bool') return new Uint8Array(size);
    if (dtype === 'float64' || dtype === 'int64') return new Float64Array(size);
  } catch {
    const received = `${shown(size)} (not enough memory)`;
    throw new RuntimeError(
      expected('array', 'a size that fits into memory', received, 'Choose smaller shapes'),
    );
  }
  return refuseDType(dtype);
}

/** A buffer for `size` elements, all of which will be written; what they are now may be anything. */
export const raw = (dtype: DType, size: number): Data =>
  (dtype === 'float32' ? lend(size) : null) ?? make(dtype, size);

/** Memory that is taken part by part, none of them twice; when it is used up, another piece. */
class Slab {
  memory = new Float32Array(0);
  readonly #length: number;
  #used = 0;

  constructor(length: number) {
    this.#length = length;
  }
  /** Where `memory` has room for `size` numbers that is nobody's yet. */
  take(size: number): number {
    if (this.#used + size > this.memory.length) {
      if (!keeping) keepFreedMemory();
      this.memory = new Float32Array(this.#length);
      this.#used = 0;
    }
    const start = this.#used;
    this.#used += size;
    return start;
  }
}

export const [FEW, MANY] = [64, 2048] as const;

const numbers = new Slab(16);
const small = new Slab(4096);
const middling = new Slab(16_000);

/** A part keeps its whole slab alive. So the smaller ones, which people keep, have smaller slabs; losses the smallest. */
export function slabFor(size: number): Slab {
  if (size === 1) return numbers;
  return size <= FEW ? small : middling;
}
