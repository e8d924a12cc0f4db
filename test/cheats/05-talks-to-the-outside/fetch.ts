// Asks the network.
// not allowed, 0 points: fetch
import type { Tensor } from '#lib';
await fetch('http://127.0.0.1:1');
export const scale = (x: Tensor, by: number): Tensor => x;
