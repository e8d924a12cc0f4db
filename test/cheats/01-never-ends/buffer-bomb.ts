// Fills the memory outside the heap.
// out of time, 0 points
import type { Tensor } from '#lib';
const all: Float64Array[] = [];
for (;;) all.push(new Float64Array(1e6).fill(1));
export const scale = (x: Tensor, by: number): Tensor => x;
