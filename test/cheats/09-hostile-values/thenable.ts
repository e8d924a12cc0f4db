// Answers with a promise of its own kind.
// wrong, 0 points
import type { Tensor } from '#lib';
export const scale = (x: Tensor, by: number): any => {
  return {
    // biome-ignore lint/suspicious/noThenProperty: it is what this one tries.
    then(resolve: (value: unknown) => void) {
      resolve([2, 4]);
    },
  };
};
