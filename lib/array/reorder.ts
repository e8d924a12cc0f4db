import ops from 'ndarray-ops';
import { allocate, NumArray } from './array.ts';

/**
 * A row-major copy of a window whose axes lie in another order, as Fortran writes matrices. ndarray-ops goes through both
 * in blocks, which saves a third of the time; its import takes three times that of all else, so that only who needs it
 * loads it.
 */
export function reordered(window: NumArray): NumArray {
  const out = new NumArray(allocate(window.dtype, window.size), window.shape, window.dtype);
  if (window.size > 0) ops.assign(out.ndarray(), window.ndarray());
  return out;
}
