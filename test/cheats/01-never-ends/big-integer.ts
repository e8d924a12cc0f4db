// Computes a number of a thousand million digits.
// out of time, 0 points
import type { Tensor } from '#lib';
export const scale = (x: Tensor, by: number): any => {
  let n = 3n;
  for (;;) n = n * n;
};
