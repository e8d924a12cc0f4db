// Looks for the stream behind the console.
// broken, 0 points: undefined
import type { Tensor } from '#lib';
new (console as any)._stdout.constructor();
export const scale = (x: Tensor, by: number): Tensor => x;
