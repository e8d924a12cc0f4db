// Backtracks for ever.
// out of time, 0 points: within | 毫秒
import type { Tensor } from '#lib';
export const scale = (x: Tensor, by: number): any => {
  return /^(a+)+$/.test(`${'a'.repeat(60)}b`);
};
