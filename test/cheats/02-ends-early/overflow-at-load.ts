// Runs out of stack while it is loaded.
// broken, 0 points: Maximum call stack
import type { Tensor } from '#lib';
const down = (): void => down();
down();
export const scale = (x: Tensor, by: number): Tensor => x;
