// Calls itself without end.
// wrong, 0 points: calls within calls | 调用里套着调用
import type { Tensor } from '#lib';
export const scale = (x: Tensor, by: number): any => {
  return scale(x, by + 1);
};
