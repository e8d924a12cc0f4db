// Waits at its top for a promise that never settles.
// out of time, 0 points: to load at once | 没有加载完
import type { Tensor } from '#lib';
await new Promise(() => {});
export const scale = (x: Tensor, by: number): Tensor => x;
