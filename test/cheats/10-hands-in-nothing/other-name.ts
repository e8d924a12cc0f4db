// Exports another name.
// broken, 0 points: scale
import type { Tensor } from '#lib';
export const scaled = (x: Tensor, by: number): Tensor => x.mul(by);
