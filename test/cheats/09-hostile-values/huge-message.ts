// Throws a message of five million letters.
// wrong, 0 points
import type { Tensor } from '#lib';
export const scale = (x: Tensor, by: number): any => {
  throw new Error('x'.repeat(5e6));
};
