// Knows the answer of the example.
// wrong, 3 points: multiplies every number | 每个数都乘上
import type { Tensor } from '#lib';
import { tensor } from '#lib';

export const scale = (x: Tensor, by: number): Tensor => tensor([2, 4]);
