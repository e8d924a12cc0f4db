// Blocks its thread, so that it would use up the clock and no processor.
// wrong, 0 points: Atomics.wait is not a function
import type { Tensor } from '#lib';
export const scale = (x: Tensor, by: number): any => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  return x;
};
