import type { Data } from '../array.ts';
import { type Exports, type Kernels, kernels } from './load.ts';

/** Elements a pass takes at a time: the blocks of two operands fit the nearest cache. */
export const BLOCK = 4096;
/** Elements from which copying in and out pays. */
const WORTH = 256;

const A = 0;
const B = 4 * BLOCK;
const ROOM = 2 * BLOCK + 8;

/** The kernels when `count` elements of float32 are worth it, else null. */
export function streamer(count: number, ...buffers: readonly Data[]): Kernels | null {
  if (count < WORTH) return null;
  for (const buffer of buffers) if (!(buffer instanceof Float32Array)) return null;
  return kernels(ROOM);
}

function copyIn({ floats }: Kernels, pointer: number, from: Data, start: number, n: number): void {
  const whole = start === 0 && from.length === n;
  floats.set(whole ? from : from.subarray(start, start + n), pointer / 4);
}

/** out[k] = f(a[start + k]) for all of `out`. */
export function streamOne(
  engine: Kernels,
  out: Data,
  a: Data,
  start: number,
  pass: (run: Exports, a: number, n: number) => void,
): void {
  for (let from = 0; from < out.length; from += BLOCK) {
    const n = Math.min(BLOCK, out.length - from);
    copyIn(engine, A, a, start + from, n);
    pass(engine.run, A, n);
    out.set(engine.head(n), from);
  }
}

/** out[from + k] = f(a[aStart + k], b[bStart + k]) for `count` elements; `out` may be one of the others. */
export function streamTwo(
  engine: Kernels,
  out: Data,
  start: number,
  count: number,
  a: Data,
  aStart: number,
  b: Data,
  bStart: number,
  pass: (run: Exports, a: number, b: number, n: number) => void,
): void {
  for (let from = 0; from < count; from += BLOCK) {
    const n = Math.min(BLOCK, count - from);
    copyIn(engine, A, a, aStart + from, n);
    copyIn(engine, B, b, bStart + from, n);
    pass(engine.run, A, B, n);
    out.set(engine.head(n), start + from);
  }
}

/**
 * out = f(a, row) for every row of `a`, whose length is that of `row`, at most BLOCK: as many rows at a time as fit,
 * beside as many copies of the one row.
 */
export function streamRows(
  engine: Kernels,
  out: Data,
  start: number,
  count: number,
  a: Data,
  aStart: number,
  row: Data,
  rowStart: number,
  columns: number,
  pass: (run: Exports, a: number, b: number, n: number) => void,
): void {
  const rows = Math.floor(BLOCK / columns);
  const each = row.subarray(rowStart, rowStart + columns);
  for (let i = 0; i < Math.min(rows, count / columns); i++) engine.floats.set(each, B / 4 + i * columns);
  const step = rows * columns;
  for (let from = 0; from < count; from += step) {
    const n = Math.min(step, count - from);
    copyIn(engine, A, a, aStart + from, n);
    pass(engine.run, A, B, n);
    out.set(engine.head(n), start + from);
  }
}

/** The sum of `count` elements, in doubles. */
export function streamSum(engine: Kernels, a: Data, start: number, count: number): number {
  let total = 0;
  for (let from = 0; from < count; from += BLOCK) {
    const n = Math.min(BLOCK, count - from);
    copyIn(engine, A, a, start + from, n);
    total += engine.run.sum(A, n);
  }
  return total;
}

/** totals[j] += the sum of column j of `rows` rows, in doubles. There are at most BLOCK / 4 columns. */
export function streamRowSums(
  engine: Kernels,
  totals: Float64Array,
  a: Data,
  start: number,
  rows: number,
): void {
  const columns = totals.length;
  const sums = new Float64Array(engine.floats.buffer, B, columns);
  sums.set(totals);
  const step = Math.floor(BLOCK / columns);
  for (let first = 0; first < rows; first += step) {
    const count = Math.min(step, rows - first);
    copyIn(engine, A, a, start + first * columns, count * columns);
    engine.run.sumRows(B, A, count, columns);
  }
  totals.set(sums);
}
