import { type Data, type NumArray, result, zeros } from './array.ts';
import { promote } from './dtype.ts';
import { contiguous, transpose } from './movement.ts';
import { resolveAxis } from './shape.ts';

/** Writes `n` results from the `n` numbers of `a` and of `b`; the numbers beside each list say where they begin. */
type Line = (n: number, out: Data, start: number, a: Data, aStart: number, b: Data, bStart: number) => void;

/** A new array from two of one shape, line by line along one axis. Throws IndexError for an unknown axis. */
function alongAxis(where: string, a: NumArray, b: NumArray, axis: number, line: Line): NumArray {
  const along = resolveAxis(where, axis, a.rank);
  const turn = (x: NumArray) => contiguous(along < a.rank - 1 ? transpose(x, along, -1) : x);
  const left = turn(a);
  const right = b === a ? left : turn(b);
  const out = result(left.shape, promote(a.dtype, 'float32'));
  const n = left.shape.at(-1) ?? 1;
  for (let i = 0; i < left.size; i += n) {
    line(n, out.memory, out.start + i, left.memory, left.start + i, right.memory, right.start + i);
  }
  return turn(out);
}

/** The largest of `n` numbers, NaN if there is one: taken off first, because exp of large numbers overflows. */
function largest(x: Data, start: number, n: number): number {
  let most = -Infinity;
  for (let i = 0; i < n; i++) most = Math.max(most, x[start + i]!);
  return most;
}

function totalOfPowers(x: Data, start: number, n: number, most: number): number {
  let total = 0;
  for (let i = 0; i < n; i++) total += Math.exp(x[start + i]! - most);
  return total;
}

/** y = x − log Σ exp x along one axis. Throws IndexError for an unknown axis. */
export const logSoftmax = (x: NumArray, axis: number): NumArray =>
  alongAxis('logSoftmax', x, x, axis, (n, out, start, from, at) => {
    const most = largest(from, at, n);
    const rest = Math.log(totalOfPowers(from, at, n, most));
    for (let i = 0; i < n; i++) out[start + i] = from[at + i]! - most - rest;
  });

/** The gradient of logSoftmax, whose result was `y`: g − exp y · Σ g. */
export const logSoftmaxGradient = (g: NumArray, y: NumArray, axis: number): NumArray =>
  alongAxis('logSoftmax', g, y, axis, (n, out, start, by, at, from, first) => {
    let total = 0;
    for (let i = 0; i < n; i++) total += by[at + i]!;
    for (let i = 0; i < n; i++) out[start + i] = by[at + i]! - Math.exp(from[first + i]!) * total;
  });

/** y = exp x / Σ exp x along one axis. Throws IndexError for an unknown axis. */
export const softmax = (x: NumArray, axis: number): NumArray =>
  alongAxis('softmax', x, x, axis, (n, out, start, from, at) => {
    const most = largest(from, at, n);
    const total = totalOfPowers(from, at, n, most);
    for (let i = 0; i < n; i++) out[start + i] = Math.exp(from[at + i]! - most) / total;
  });

/** The gradient of softmax, whose result was `y`: y · (g − Σ g · y). */
export const softmaxGradient = (g: NumArray, y: NumArray, axis: number): NumArray =>
  alongAxis('softmax', g, y, axis, (n, out, start, by, at, from, first) => {
    let total = 0;
    for (let i = 0; i < n; i++) total += by[at + i]! * from[first + i]!;
    for (let i = 0; i < n; i++) out[start + i] = from[first + i]! * (by[at + i]! - total);
  });

/**
 * −y[row, labels[row]] for each row of a matrix; with a divisor their total divided by it, as a scalar rounded once.
 * Shapes: (N, C) → (N) or ().
 */
export function pick(y: NumArray, labels: readonly number[], divisor: number | null): NumArray {
  const { memory, start } = contiguous(y);
  const columns = y.shape[1]!;
  const out = result(divisor === null ? [labels.length] : [], y.dtype);
  let total = 0;
  for (let row = 0, at = start; row < labels.length; row++, at += columns) {
    const term = -memory[at + labels[row]!]!;
    total += term;
    if (divisor === null) out.memory[out.start + row] = term;
  }
  if (divisor !== null) out.memory[out.start] = total / divisor;
  return out;
}

/** The gradient of `pick`: −g / divisor at the labels, one g for all rows or one each, and 0 elsewhere. */
export function pickGradient(
  g: NumArray,
  labels: readonly number[],
  divisor: number | null,
  columns: number,
): NumArray {
  const { memory, start } = contiguous(g);
  const out = zeros([labels.length, columns], g.dtype);
  for (let row = 0; row < labels.length; row++) {
    const share = memory[start + (divisor === null ? row : 0)]!;
    out.memory[out.start + row * columns + labels[row]!] = -share / (divisor ?? 1);
  }
  return out;
}
