// Adds tests to another runner.
// not allowed, 0 points: vitest
import type { Tensor } from '#lib';
import { it } from 'vitest';

it('mine', () => {});
export const scale = (x: Tensor, by: number): Tensor => x;
