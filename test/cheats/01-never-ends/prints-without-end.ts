// Prints without end.
// out of time, 0 points
import type { Tensor } from '#lib';
export const scale = (x: Tensor, by: number): any => {
  for (;;) console.log('x'.repeat(1000));
};
