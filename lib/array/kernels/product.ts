import type { Data } from '../array.ts';
import { kernels } from './load.ts';

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
 * out = a · b in float32, with sums of float32, through the kernels. False, and nothing written, when they are not
 * there or would not pay: small products, other dtypes, windows with holes.
 */
export function multiplyFast(p: Product, out: Data): boolean {
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
  const { run, floats } = engine;
  floats.set(p.a.subarray(p.aStart, p.aStart + aSize), raw);
  run.pack(4 * aPanels, 4 * raw, rows, inner, p.aRow, p.aColumn, ROWS);
  floats.set(p.b.subarray(p.bStart, p.bStart + bSize), raw);
  run.pack(4 * bPanels, 4 * raw, columns, inner, p.bColumn, p.bRow, COLUMNS);
  run.multiplyPanels(4 * result, 4 * aPanels, 4 * bPanels, rows, inner, columns);
  if (width === columns) out.set(floats.subarray(result, result + rows * columns));
  else {
    for (let i = 0; i < rows; i++) {
      const row = result + i * width;
      out.set(floats.subarray(row, row + columns), i * columns);
    }
  }
  return true;
}
