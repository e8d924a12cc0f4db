import { allocateResult, NumArray } from './array.ts';
import { promote } from './elementwise.ts';
import { contiguous } from './movement.ts';

/** Σ (a − b)² / divisor as a scalar, rounded once. Both of one shape. */
export function squaredDistance(a: NumArray, b: NumArray, divisor: number): NumArray {
  const [from, to] = [contiguous(a), contiguous(b)];
  let total = 0;
  for (let i = 0; i < a.size; i++) {
    const gap = from.data[from.offset + i]! - to.data[to.offset + i]!;
    total += gap * gap;
  }
  const dtype = promote(promote(a.dtype, b.dtype), 'float32');
  const out = allocateResult(dtype, 1);
  out[0] = total / divisor;
  return new NumArray(out, [], dtype);
}

/** (a − b) · factor. Both of one shape. */
export function difference(a: NumArray, b: NumArray, factor: number): NumArray {
  const [from, to] = [contiguous(a), contiguous(b)];
  const dtype = promote(promote(a.dtype, b.dtype), 'float32');
  const out = allocateResult(dtype, a.size);
  for (let i = 0; i < out.length; i++) {
    out[i] = (from.data[from.offset + i]! - to.data[to.offset + i]!) * factor;
  }
  return new NumArray(out, a.shape, dtype);
}
