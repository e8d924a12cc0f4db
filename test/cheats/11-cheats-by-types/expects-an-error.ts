// Expects an error where there is none.
// broken, 9 points: Unused '@ts-expect-error' directive
import type { Tensor } from '#lib';
// @ts-expect-error
export const scale = (x: Tensor, by: number): Tensor => x.mul(by);
