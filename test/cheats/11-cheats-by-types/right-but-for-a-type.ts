// Computes the right numbers and says that they are a text.
// broken, 9 points: expected types that fit | 类型检查没有通过
import type { Tensor } from '#lib';
export const scale = (x: Tensor, by: number): string => x.mul(by);
