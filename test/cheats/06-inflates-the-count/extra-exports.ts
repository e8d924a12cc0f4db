// Exports more than it is asked for.
// wrong, 0 points: First difference | 第一处不同
import type { Tensor } from '#lib';
export const status = 'passed';
export const tests = 50;
export const scale = (x: Tensor, by: number): Tensor => x;
