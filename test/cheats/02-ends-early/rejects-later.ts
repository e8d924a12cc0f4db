// Leaves a rejected promise behind.
// broken, 0 points: late
import type { Tensor } from '#lib';
Promise.reject(new Error('late'));
export const scale = (x: Tensor, by: number): Tensor => x.mul(by);
