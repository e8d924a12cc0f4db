import type { Data } from '../array.ts';
import { type Exports, type Kernels, kernels, type Rows } from './load.ts';
import { LARGE, MIDDLING, pointerOf } from './resident.ts';

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

/** Where these numbers lie in the memory of the kernels, in bytes; −1 when they do not. */
export function residence({ floats, settled }: Kernels, data: Data, start: number): number {
  if (!settled || data.length < MIDDLING) return -1;
  // A part of large numbers was never lent by itself; asking for its buffer takes longer than work on middling ones.
  const at = data.length < LARGE ? pointerOf(data) : data.buffer === floats.buffer ? data.byteOffset : -1;
  return at < 0 ? -1 : at + 4 * start;
}

/** Copies `n` numbers to the place `scratch`, which it returns. */
function copyIn({ floats }: Kernels, scratch: number, from: Data, start: number, n: number): number {
  const whole = start === 0 && from.length === n;
  floats.set(whole ? from : from.subarray(start, start + n), scratch / 4);
  return scratch;
}

/** Where the kernels find `n` numbers: where they lie, or a copy at `scratch`. */
export function place(engine: Kernels, scratch: number, from: Data, start: number, n: number): number {
  const at = residence(engine, from, start);
  return at >= 0 ? at : copyIn(engine, scratch, from, start, n);
}

/** out[start + k] = f(a[aStart + k]) for `count` elements. */
export function streamOne(
  engine: Kernels,
  out: Data,
  start: number,
  count: number,
  a: Data,
  aStart: number,
  pass: (run: Exports, out: number, a: number, n: number) => void,
): void {
  const to = residence(engine, out, start);
  const at = residence(engine, a, aStart);
  const step = to >= 0 && at >= 0 ? count : BLOCK;
  for (let from = 0; from < count; from += step) {
    const n = Math.min(step, count - from);
    const source = at >= 0 ? at + 4 * from : copyIn(engine, A, a, aStart + from, n);
    pass(engine.run, to >= 0 ? to + 4 * from : A, source, n);
    if (to < 0) out.set(engine.head(n), start + from);
  }
}

/** How two operands become one result, row by row, as load.ts says: `out` may be where one of them lies. */
export type Pass = (run: Exports, ...rows: Parameters<Rows>) => void;

/** out[start + k] = f(a[aStart + k], b[bStart + k]) for `count` elements; `out` may be one of the others. */
export function streamTwo(
  engine: Kernels,
  out: Data,
  start: number,
  count: number,
  a: Data,
  aStart: number,
  b: Data,
  bStart: number,
  pass: Pass,
): void {
  const to = residence(engine, out, start);
  const aAt = residence(engine, a, aStart);
  const bAt = residence(engine, b, bStart);
  const step = to >= 0 && aAt >= 0 && bAt >= 0 ? count : BLOCK;
  for (let from = 0; from < count; from += step) {
    const n = Math.min(step, count - from);
    const left = aAt >= 0 ? aAt + 4 * from : copyIn(engine, A, a, aStart + from, n);
    const right = bAt >= 0 ? bAt + 4 * from : copyIn(engine, B, b, bStart + from, n);
    pass(engine.run, to >= 0 ? to + 4 * from : A, left, right, n, 1, 0, 0);
    if (to < 0) out.set(engine.head(n), start + from);
  }
}

/**
 * out = f(a, row) for every row of `a`, whose length is that of `row`, at most BLOCK: as many rows at a time as fit,
 * beside as many copies of the one row. One number is a row of one.
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
  pass: Pass,
): void {
  const to = residence(engine, out, start);
  const at = residence(engine, a, aStart);
  const direct = to >= 0 && at >= 0;
  const step = Math.max(Math.floor((direct ? BLOCK / 4 : BLOCK) / columns), 1) * columns;
  repeatRow(engine, row, rowStart, columns, Math.min(step, count));
  const whole = direct ? Math.floor(count / step) : 0;
  if (whole > 0) pass(engine.run, to, at, B, step, whole, 0, 4 * step);
  for (let from = whole * step; from < count; from += step) {
    const n = Math.min(step, count - from);
    const left = at >= 0 ? at + 4 * from : copyIn(engine, A, a, aStart + from, n);
    pass(engine.run, to >= 0 ? to + 4 * from : A, left, B, n, 1, 0, 0);
    if (to < 0) out.set(engine.head(n), start + from);
  }
}

/** Fills `count` numbers at B with the row, again and again. */
function repeatRow({ floats }: Kernels, row: Data, start: number, columns: number, count: number): void {
  if (columns === 1) {
    floats.fill(row[start]!, B / 4, B / 4 + count);
    return;
  }
  const each = row.subarray(start, start + columns);
  for (let i = 0; i < count; i += columns) floats.set(each, B / 4 + i);
}

/** The sum of `count` elements, in doubles. */
export function streamSum(engine: Kernels, a: Data, start: number, count: number): number {
  let total = 0;
  for (let from = 0; from < count; from += BLOCK) {
    const n = Math.min(BLOCK, count - from);
    total += engine.run.sum(place(engine, A, a, start + from, n), n);
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
    const from = place(engine, A, a, start + first * columns, count * columns);
    engine.run.sumRows(B, from, count, columns);
  }
  totals.set(sums);
}
