// Imports while it runs.
// not allowed, 0 points: import()
import type { Tensor } from '#lib';
const fs = await import('node:fs');
fs.writeFileSync('CANARY/kata.ts', 'x');
export const scale = (x: Tensor, by: number): Tensor => x;
