// Throws something that cannot be looked at.
// wrong, 0 points
import type { Tensor } from '#lib';
export const scale = (x: Tensor, by: number): any => {
  throw new Proxy({}, {
    get() {
      throw 1;
    },
    getPrototypeOf() {
      throw 2;
    },
  });
};
