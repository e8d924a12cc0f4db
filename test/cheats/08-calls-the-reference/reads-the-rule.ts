// Names the test in an import of types only.
// not allowed, 0 points: kata.test.ts
import type { Tensor } from '#lib';
import type {} from './kata.test.ts';
export const scale = (x: Tensor, by: number): Tensor => x;
