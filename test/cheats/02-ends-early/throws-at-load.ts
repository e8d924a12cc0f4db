// Throws while it is loaded.
// broken, 0 points: kata.ts:4
import type { Tensor } from '#lib';
throw new Error('no');
export const scale = (x: Tensor, by: number): Tensor => x;
