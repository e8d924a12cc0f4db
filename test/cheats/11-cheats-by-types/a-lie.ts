// Says that a list is a tensor.
// wrong, 0 points
import type { Tensor } from '#lib';
export const scale = (x: Tensor, by: number): Tensor => [x, by] as unknown as Tensor;
