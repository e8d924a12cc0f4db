// Passes nothing on from a file that runs the grader.
// not allowed, 0 points: grader/start.mjs
import type { Tensor } from '#lib';
export {} from '../../../grader/start.mjs';
export const scale = (x: Tensor, by: number): Tensor => x;
