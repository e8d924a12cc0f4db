import { type NumArray, result } from './array.ts';
import { promote } from './dtype.ts';
import { contiguous } from './movement.ts';

/** Σ (a − b)² / divisor as a scalar, rounded once. Both of one shape. */
export function squaredDistance(a: NumArray, b: NumArray, divisor: number): NumArray {
  const from = contiguous(a);
  const to = contiguous(b);
  let total = 0;
  for (let i = 0; i < a.size; i++) {
    const gap = from.memory[from.start + i]! - to.memory[to.start + i]!;
    total += gap * gap;
  }
  const dtype = promote(promote(a.dtype, b.dtype), 'float32');
  const out = result([], dtype);
  out.memory[out.start] = total / divisor;
  return out;
}

/** (a − b) · factor. Both of one shape. */
export function difference(a: NumArray, b: NumArray, factor: number): NumArray {
  const from = contiguous(a);
  const to = contiguous(b);
  const dtype = promote(promote(a.dtype, b.dtype), 'float32');
  const out = result(a.shape, dtype);
  const { memory, start, size } = out;
  for (let i = 0; i < size; i++) {
    memory[start + i] = (from.memory[from.start + i]! - to.memory[to.start + i]!) * factor;
  }
  return out;
}
