// Loops while it is loaded.
// out of time, 0 points: outside your functions | 函数之外
import type { Tensor } from '#lib';
while (true) {}
export const scale = (x: Tensor, by: number): Tensor => x;
