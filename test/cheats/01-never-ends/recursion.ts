// Calls itself without end.
// wrong, 0 points: Maximum call stack
import type { Tensor } from '#lib';
export const scale = (x: Tensor, by: number): any => {
  return scale(x, by + 1);
};
