// Blocks its thread.
// out of time, 0 points
import type { Tensor } from '#lib';
export const scale = (x: Tensor, by: number): any => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  return x;
};
