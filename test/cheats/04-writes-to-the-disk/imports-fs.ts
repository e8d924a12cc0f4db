// Imports the file system.
// not allowed, 0 points: node:fs
import type { Tensor } from '#lib';
import { writeFileSync } from 'node:fs';

writeFileSync('CANARY/kata.ts', 'x');
export const scale = (x: Tensor, by: number): Tensor => x;
