import type { Data } from './array.ts';

/**
 * out[start + k] = f(a[i + k · di], b[j + k · dj]) for k from 0 to before `count`; a step of 0 repeats an element. One
 * loop per operation: a shared loop around a callback would be several times slower.
 */
export type Loop = (
  out: Data,
  start: number,
  count: number,
  a: Data,
  i: number,
  di: number,
  b: Data,
  j: number,
  dj: number,
) => void;

export const add: Loop = (out, start, count, a, i, di, b, j, dj) => {
  for (let k = 0; k < count; k++, i += di, j += dj) out[start + k] = a[i]! + b[j]!;
};
export const subtract: Loop = (out, start, count, a, i, di, b, j, dj) => {
  for (let k = 0; k < count; k++, i += di, j += dj) out[start + k] = a[i]! - b[j]!;
};
export const multiply: Loop = (out, start, count, a, i, di, b, j, dj) => {
  for (let k = 0; k < count; k++, i += di, j += dj) out[start + k] = a[i]! * b[j]!;
};
export const divide: Loop = (out, start, count, a, i, di, b, j, dj) => {
  for (let k = 0; k < count; k++, i += di, j += dj) out[start + k] = a[i]! / b[j]!;
};

export const either: Loop = (out, start, count, a, i, di, b, j, dj) => {
  for (let k = 0; k < count; k++, i += di, j += dj) out[start + k] = a[i]! | b[j]!;
};

const eq: Loop = (out, start, count, a, i, di, b, j, dj) => {
  for (let k = 0; k < count; k++, i += di, j += dj) out[start + k] = a[i] === b[j] ? 1 : 0;
};
const ne: Loop = (out, start, count, a, i, di, b, j, dj) => {
  for (let k = 0; k < count; k++, i += di, j += dj) out[start + k] = a[i] !== b[j] ? 1 : 0;
};
const lt: Loop = (out, start, count, a, i, di, b, j, dj) => {
  for (let k = 0; k < count; k++, i += di, j += dj) out[start + k] = a[i]! < b[j]! ? 1 : 0;
};
const le: Loop = (out, start, count, a, i, di, b, j, dj) => {
  for (let k = 0; k < count; k++, i += di, j += dj) out[start + k] = a[i]! <= b[j]! ? 1 : 0;
};
const gt: Loop = (out, start, count, a, i, di, b, j, dj) => {
  for (let k = 0; k < count; k++, i += di, j += dj) out[start + k] = a[i]! > b[j]! ? 1 : 0;
};
const ge: Loop = (out, start, count, a, i, di, b, j, dj) => {
  for (let k = 0; k < count; k++, i += di, j += dj) out[start + k] = a[i]! >= b[j]! ? 1 : 0;
};

export const comparisons = { eq, ne, lt, le, gt, ge };
