/**
 * Orthonormal columns (or rows, when there are fewer of them) spanning what the given rows × columns matrix spans:
 * the Q of its QR decomposition with the diagonal of R positive, which makes it unique. By Householder reflections,
 * so that rounding does not spoil the right angles. Values in and out are row-major.
 */
export function orthonormal(values: readonly number[], rows: number, columns: number): Float64Array {
  if (rows < columns)
    return transpose(orthonormal(transpose(values, rows, columns) as never, columns, rows), columns, rows);
  const r = Float64Array.from(values);
  const reflectors: Float64Array[] = [];
  const signs: number[] = [];
  for (let k = 0; k < columns; k++) {
    const v = new Float64Array(rows);
    for (let i = k; i < rows; i++) v[i] = r[i * columns + k]!;
    const length = Math.hypot(...v.subarray(k));
    const sign = v[k]! < 0 ? -1 : 1;
    v[k]! += sign * length;
    reflect(r, v, rows, columns, k);
    reflectors.push(v);
    signs.push(-sign);
  }
  const q = new Float64Array(rows * columns);
  for (let k = 0; k < columns; k++) q[k * columns + k] = signs[k]!;
  for (let k = columns - 1; k >= 0; k--) reflect(q, reflectors[k]!, rows, columns, 0);
  return q;
}

/** Mirrors every column from `first` on in the plane across v. */
function reflect(matrix: Float64Array, v: Float64Array, rows: number, columns: number, first: number): void {
  let square = 0;
  for (let i = 0; i < rows; i++) square += v[i]! * v[i]!;
  if (square === 0) return;
  for (let j = first; j < columns; j++) {
    let dot = 0;
    for (let i = 0; i < rows; i++) dot += v[i]! * matrix[i * columns + j]!;
    for (let i = 0; i < rows; i++) matrix[i * columns + j]! -= ((2 * dot) / square) * v[i]!;
  }
}

function transpose(values: ArrayLike<number>, rows: number, columns: number): Float64Array {
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) out[j * rows + i] = values[i * columns + j]!;
  return out;
}
