import { type Data, type NumArray, result } from './array.ts';
import { promote } from './dtype.ts';
import { addInto } from './elementwise.ts';
import { expected, RuntimeError, shapeText } from './errors.ts';
import { multiplyFast, type Product } from './kernels/product.ts';
import { contiguous, expand, reshape, select } from './movement.ts';
import { broadcastShape, type Shape } from './shape.ts';

/**
 * Dot products, for operands whose inner axis is the dense one (x · Wᵀ), and for tiny ones. Sums in doubles, which begin
 * at the numbers of `row`, if there is one. Two rows by two columns at a time: four sums do not wait for one another.
 */
function byDots(
  out: NumArray,
  rows: number,
  inner: number,
  columns: number,
  a: Data,
  aStart: number,
  aRow: number,
  aColumn: number,
  b: Data,
  bStart: number,
  bRow: number,
  bColumn: number,
  row: NumArray | null,
): void {
  const { memory, start } = out;
  for (let i = 0; i < rows; i += 2) {
    // Where there is no second row or column, the first is computed twice.
    const down = i + 1 < rows ? aRow : 0;
    const below = i + 1 < rows ? columns : 0;
    for (let j = 0, at = start + i * columns; j < columns; j += 2, at += 2) {
      const right = j + 1 < columns ? bColumn : 0;
      const beside = j + 1 < columns ? 1 : 0;
      let p = row === null ? 0 : row.memory[row.start + j]!;
      let q = row === null ? 0 : row.memory[row.start + j + beside]!;
      let r = p;
      let s = q;
      for (
        let k = 0, m = aStart + i * aRow, n = bStart + j * bColumn;
        k < inner;
        k++, m += aColumn, n += bRow
      ) {
        p += a[m]! * b[n]!;
        q += a[m]! * b[n + right]!;
        r += a[m + down]! * b[n]!;
        s += a[m + down]! * b[n + right]!;
      }
      memory[at] = p;
      memory[at + beside] = q;
      memory[at + below] = r;
      memory[at + below + beside] = s;
    }
  }
}

/** Row by row, adding multiples of b's dense rows: no jump through memory when b's columns are dense. */
function byRows(p: Product, out: NumArray): void {
  const { a, b, rows, inner, columns } = p;
  const totals = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    totals.fill(0);
    for (let k = 0; k < inner; k++) {
      const factor = a[p.aStart + i * p.aRow + k * p.aColumn]!;
      const start = p.bStart + k * p.bRow;
      for (let j = 0; j < columns; j++) totals[j]! += factor * b[start + j]!;
    }
    out.memory.set(totals, out.start + i * columns);
  }
}

/** Multiplications up to which a list of running totals costs more than it saves. */
const FEW = 512;

/** Through the kernels, or row by row; false, and nothing written, where neither pays. */
function byMany(product: Product, out: NumArray): boolean {
  if (multiplyFast(product, out.memory, out.start)) return true;
  if (product.bColumn !== 1 || product.columns < 8) return false;
  byRows(product, out);
  return true;
}

/** The strides of a matrix, without the list of them that few dense arrays are ever asked for. */
const stepDown = (matrix: NumArray): number => (matrix.contiguous ? matrix.shape[1]! : matrix.stride[0]!);
const stepRight = (matrix: NumArray): number => (matrix.contiguous ? 1 : matrix.stride[1]!);

/** A shape (rows, columns): one of those at hand where it fits, because a list for each result would be felt. */
function shapeOf(rows: number, columns: number, first: Shape, second: Shape): Shape {
  if (first.length === 2 && first[0] === rows && first[1] === columns) return first;
  if (second.length === 2 && second[0] === rows && second[1] === columns) return second;
  return [rows, columns];
}

/**
 * a · b for two matrices, either of them read as its transpose: no window is made for that. Their sizes must meet. `row`
 * is added to every row of the result. `like`: a shape the result may have.
 */
export function product2d(
  a: NumArray,
  b: NumArray,
  aFlipped = false,
  bFlipped = false,
  row: NumArray | null = null,
  like: Shape = b.shape,
): NumArray {
  const aOut = aFlipped ? 1 : 0;
  const bOut = bFlipped ? 0 : 1;
  const rows = a.shape[aOut]!;
  const inner = a.shape[1 - aOut]!;
  const columns = b.shape[bOut]!;
  const dtype = promote(a.dtype, b.dtype);
  const out = result(shapeOf(rows, columns, a.shape, like), dtype);
  const aRow = aFlipped ? stepRight(a) : stepDown(a);
  const aColumn = aFlipped ? stepDown(a) : stepRight(a);
  const bRow = bFlipped ? stepRight(b) : stepDown(b);
  const bColumn = bFlipped ? stepDown(b) : stepRight(b);
  const few = rows * inner * columns <= FEW && (row === null || row.contiguous);
  const { memory: left, start: aStart } = a;
  const { memory: right, start: bStart } = b;
  if (
    few ||
    !byMany({ a: left, aStart, aRow, aColumn, b: right, bStart, bRow, bColumn, rows, inner, columns }, out)
  )
    byDots(
      out,
      rows,
      inner,
      columns,
      left,
      aStart,
      aRow,
      aColumn,
      right,
      bStart,
      bRow,
      bColumn,
      few ? row : null,
    );
  if (!few && row !== null) addInto(out, row);
  return out;
}

/**
 * Matrix product. (m, k) · (k, n) → (m, n); leading axes broadcast as batches; a 1-D operand is a row on the left
 * and a column on the right, and its axis disappears. Any strides: all four transpose variants go the same way.
 * Throws RuntimeError naming both shapes. Source: torch.matmul, numpy.matmul.
 */
export function matmul(a: NumArray, b: NumArray): NumArray {
  const left = a.rank === 1 ? reshape(a, [1, a.size]) : a;
  const right = b.rank === 1 ? reshape(b, [b.size, 1]) : b;
  if (a.rank === 0 || b.rank === 0 || left.shape.at(-1) !== right.shape.at(-2)) {
    const received = `${shapeText(a.shape)} and ${shapeText(b.shape)}`;
    const next =
      'mat1 and mat2 shapes cannot be multiplied: the last axis of the first is the rows of the second';
    throw new RuntimeError(expected('matmul', '(…, m, k) and (…, k, n)', received, next));
  }
  const out = left.rank === 2 && right.rank === 2 ? product2d(left, right) : batched(left, right);
  if (a.rank > 1 && b.rank > 1) return out;
  const lead = out.shape.slice(0, -2);
  const tail = out.shape
    .slice(-2)
    .filter((_, axis) => !(axis === 0 && a.rank === 1) && !(axis === 1 && b.rank === 1));
  return reshape(out, [...lead, ...tail]);
}

function batched(a: NumArray, b: NumArray): NumArray {
  const lead = broadcastShape('matmul', a.shape.slice(0, -2), b.shape.slice(0, -2));
  const batches = lead.reduce((count, n) => count * n, 1);
  const stack = (x: NumArray) => {
    const wide = expand(x, [...lead, ...x.shape.slice(-2)]);
    return reshape(contiguous(wide), [batches, ...x.shape.slice(-2)]);
  };
  const [left, right] = [stack(a), stack(b)];
  const shape = [...lead, a.shape.at(-2)!, b.shape.at(-1)!];
  const dtype = promote(a.dtype, b.dtype);
  const out = result(shape, dtype);
  const each = out.size / Math.max(batches, 1);
  for (let i = 0; i < batches; i++) {
    const part = product2d(select(left, 0, i), select(right, 0, i));
    out.memory.set(part.data, out.start + i * each);
  }
  return out;
}
