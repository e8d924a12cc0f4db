// Throws it while it is loaded.
// broken, 0 points: cannot be printed
import type { Tensor } from '#lib';
throw new Proxy({}, {
  get() {
    throw 1;
  },
});
export const scale = (x: Tensor, by: number): Tensor => x;
