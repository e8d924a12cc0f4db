import type { Data } from '../array.ts';
import { type Kernels, kernels } from './load.ts';
import { place, residence } from './streams.ts';

/** One (rows × inner) · (inner × columns) product; the strides say how each operand lies in its buffer. */
export interface Product {
  a: Data;
  aStart: number;
  aRow: number;
  aColumn: number;
  b: Data;
  bStart: number;
  bRow: number;
  bColumn: number;
  rows: number;
  inner: number;
  columns: number;
}

const ROWS = 4;
const COLUMNS = 8;
const upTo = (n: number, step: number): number => Math.ceil(n / step) * step;

/** Elements of a buffer from the first to the last that a matrix uses. */
const extent = (rows: number, row: number, columns: number, column: number): number =>
  (rows - 1) * row + (columns - 1) * column + 1;

/** Multiplications from which packing pays, and the share of a buffer that must belong to the matrix. */
const WORTH = 1024;
const DENSE = 0.5;

/**
 * out = a · b in float32, written from `start` on, with sums of float32, through the kernels. False, and nothing written, when they are not
 * there or would not pay: small products, other dtypes, windows with holes.
 */
export function multiplyFast(p: Product, out: Data, start: number): boolean {
  const { rows, inner, columns } = p;
  if (rows * inner * columns < WORTH) return false;
  if (!(p.a instanceof Float32Array && p.b instanceof Float32Array && out instanceof Float32Array))
    return false;
  const aSize = extent(rows, p.aRow, inner, p.aColumn);
  const bSize = extent(inner, p.bRow, columns, p.bColumn);
  if (rows * inner < aSize * DENSE || inner * columns < bSize * DENSE) return false;
  const width = upTo(columns, COLUMNS);
  const aPanels = 0;
  const bPanels = aPanels + upTo(rows, ROWS) * inner;
  const result = bPanels + inner * width;
  const raw = result + upTo(rows, ROWS) * width;
  const engine = kernels(raw + Math.max(aSize, bSize) + 8);
  if (engine === null) return false;
  const { run } = engine;
  const aAt = place(engine, 4 * raw, p.a, p.aStart, aSize);
  run.pack(4 * aPanels, aAt, rows, inner, p.aRow, p.aColumn, ROWS);
  const bAt = place(engine, 4 * raw, p.b, p.bStart, bSize);
  run.pack(4 * bPanels, bAt, columns, inner, p.bColumn, p.bRow, COLUMNS);
  const to = residence(engine, out, start);
  const fits = to >= 0 && width === columns && rows % ROWS === 0;
  run.multiplyPanels(fits ? to : 4 * result, 4 * aPanels, 4 * bPanels, rows, inner, columns);
  if (!fits) copyOut(engine, result, width, rows, columns, out, start);
  return true;
}

/** Takes the result off its panels' width. */
function copyOut(
  { floats }: Kernels,
  from: number,
  width: number,
  rows: number,
  columns: number,
  out: Float32Array,
  start: number,
): void {
  if (width === columns) {
    out.set(floats.subarray(from, from + rows * columns), start);
    return;
  }
  for (let i = 0; i < rows; i++) {
    const row = from + i * width;
    out.set(floats.subarray(row, row + columns), start + i * columns);
  }
}
