// Exports its answer as the default.
// broken, 0 points: scale
import type { Tensor } from '#lib';
export default (x: Tensor, by: number): Tensor => x.mul(by);
