// Throws an error whose message answers back.
// wrong, 0 points
import type { Tensor } from '#lib';
export const scale = (x: Tensor, by: number): any => {
  const error = new Error('no');
  Object.defineProperty(error, 'message', {
    get() {
      throw error;
    },
  });
  throw error;
};
