// Loops in every call.
// out of time, 0 points: within | 毫秒
import type { Tensor } from '#lib';
export const scale = (x: Tensor, by: number): any => {
  for (;;) {}
};
