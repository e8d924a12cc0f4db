// Takes it by a written key.
// not allowed, 0 points: mul_
import type { Tensor } from '#lib';
export const scale = (x: Tensor, by: number): any => {
  return (x as any)['mul_'](by);
};
