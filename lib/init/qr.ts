/**
 * Orthonormal columns (or rows, when there are fewer of them) spanning what the given rows × columns matrix spans:
 * the Q of its QR decomposition with the diagonal of R positive, which makes it unique. By Householder reflections,
 * so that rounding does not spoil the right angles. Values in and out are row-major.
 */
export function orthonormal(values: ArrayLike<number>, rows: number, columns: number): Float64Array {
  if (rows < columns) {
    const tall = orthonormal(transpose(values, rows, columns), columns, rows);
    return transpose(tall, columns, rows);
  }
  const r = Float64Array.from(values);
  const mirrors: Float64Array[] = [];
  const q = new Float64Array(rows * columns);
  for (let k = 0; k < columns; k++) {
    const v = new Float64Array(rows);
    let square = 0;
    for (let i = k; i < rows; i++) {
      v[i] = r[i * columns + k]!;
      square += v[i]! ** 2;
    }
    // Away from zero, so that nothing cancels; the diagonal of R then has the opposite sign.
    const sign = v[k]! < 0 ? -1 : 1;
    v[k]! += sign * Math.sqrt(square);
    reflect(r, v, k, columns);
    mirrors.push(v);
    q[k * columns + k] = -sign;
  }
  for (let k = columns - 1; k >= 0; k--) reflect(q, mirrors[k]!, k, columns);
  return q;
}

/** M − 2v(vᵀM)/(vᵀv): mirrors every column of M in the plane across v, whose elements before `first` are 0. */
function reflect(matrix: Float64Array, v: Float64Array, first: number, columns: number): void {
  let square = 0;
  for (let i = first; i < v.length; i++) square += v[i]! * v[i]!;
  if (square === 0) return;
  // Row by row: that is how the matrix lies in memory.
  const dots = new Float64Array(columns);
  for (let i = first; i < v.length; i++) {
    for (let j = 0; j < columns; j++) dots[j]! += v[i]! * matrix[i * columns + j]!;
  }
  for (let i = first; i < v.length; i++) {
    const share = (2 * v[i]!) / square;
    for (let j = 0; j < columns; j++) matrix[i * columns + j]! -= share * dots[j]!;
  }
}

function transpose(values: ArrayLike<number>, rows: number, columns: number): Float64Array {
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) out[j * rows + i] = values[i * columns + j]!;
  }
  return out;
}
