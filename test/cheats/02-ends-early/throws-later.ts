// Throws when everybody else is done.
// broken, 0 points: late
import type { Tensor } from '#lib';
export const scale = (x: Tensor, by: number): any => {
  queueMicrotask(() => {
    throw new Error('late');
  });
  return x.mul(by);
};
