import { allocateResult, type Data, NumArray } from './array.ts';
import { addInto, promote } from './elementwise.ts';
import { expected, RuntimeError, shapeText } from './errors.ts';
import { multiplyFast, type Product } from './kernels/product.ts';
import { contiguous, expand, reshape, select } from './movement.ts';
import { broadcastShape } from './shape.ts';

/**
 * Dot products, for operands whose inner axis is the dense one (x · Wᵀ), and for tiny ones. Sums in doubles, which begin
 * at the numbers of `row`, if there is one.
 */
function byDots(
  out: Data,
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
  for (let i = 0, o = 0, line = aStart; i < rows; i++, line += aRow) {
    for (let j = 0, column = bStart; j < columns; j++, o++, column += bColumn) {
      let total = row === null ? 0 : row.data[row.offset + j]!;
      for (let k = 0, m = line, n = column; k < inner; k++, m += aColumn, n += bRow) total += a[m]! * b[n]!;
      out[o] = total;
    }
  }
}

/** Row by row, adding multiples of b's dense rows: no jump through memory when b's columns are dense. */
function byRows(p: Product, out: Data): void {
  const { a, b, rows, inner, columns } = p;
  const totals = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    totals.fill(0);
    for (let k = 0; k < inner; k++) {
      const factor = a[p.aStart + i * p.aRow + k * p.aColumn]!;
      const start = p.bStart + k * p.bRow;
      for (let j = 0; j < columns; j++) totals[j]! += factor * b[start + j]!;
    }
    out.set(totals, i * columns);
  }
}

/** Multiplications up to which a list of running totals costs more than it saves. */
const FEW = 512;

/** The strides of a matrix, without the list of them that few dense arrays are ever asked for. */
const down = (matrix: NumArray): number => (matrix.contiguous ? matrix.shape[1]! : matrix.stride[0]!);
const right = (matrix: NumArray): number => (matrix.contiguous ? 1 : matrix.stride[1]!);

/**
 * a · b for two matrices, either of them read as its transpose: no window is made for that. Their sizes must meet. `row`
 * is added to every row of the result.
 */
export function product2d(
  a: NumArray,
  b: NumArray,
  aFlipped = false,
  bFlipped = false,
  row: NumArray | null = null,
): NumArray {
  const aOut = aFlipped ? 1 : 0;
  const bOut = bFlipped ? 0 : 1;
  const rows = a.shape[aOut]!;
  const inner = a.shape[1 - aOut]!;
  const columns = b.shape[bOut]!;
  const dtype = a.dtype === b.dtype ? a.dtype : promote(a.dtype, b.dtype);
  const out = allocateResult(dtype, rows * columns);
  const aRow = aFlipped ? right(a) : down(a);
  const aColumn = aFlipped ? down(a) : right(a);
  const bRow = bFlipped ? right(b) : down(b);
  const bColumn = bFlipped ? down(b) : right(b);
  if (rows * inner * columns <= FEW && (row === null || row.contiguous)) {
    byDots(out, rows, inner, columns, a.data, a.offset, aRow, aColumn, b.data, b.offset, bRow, bColumn, row);
    return new NumArray(out, [rows, columns], dtype);
  }
  const product: Product = {
    a: a.data,
    aStart: a.offset,
    aRow,
    aColumn,
    b: b.data,
    bStart: b.offset,
    bRow,
    bColumn,
    rows,
    inner,
    columns,
  };
  if (!multiplyFast(product, out)) {
    if (bColumn === 1 && columns >= 8) byRows(product, out);
    else
      byDots(
        out,
        rows,
        inner,
        columns,
        a.data,
        a.offset,
        aRow,
        aColumn,
        b.data,
        b.offset,
        bRow,
        bColumn,
        null,
      );
  }
  const result = new NumArray(out, [rows, columns], dtype);
  if (row !== null) addInto(result, row);
  return result;
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
  const out = new NumArray(
    allocateResult(
      dtype,
      shape.reduce((count, n) => count * n, 1),
    ),
    shape,
    dtype,
  );
  const each = out.size / Math.max(batches, 1);
  for (let i = 0; i < batches; i++) {
    const part = product2d(select(left, 0, i), select(right, 0, i));
    out.data.set(part.data, i * each);
  }
  return out;
}
