// Reads what the harness sends by a trap for lists.
// wrong, 0 points
import type { Tensor } from '#lib';
const seen: unknown[] = [];
Reflect.defineProperty(Array.prototype, Symbol.iterator, { value: () => seen.push(1) });
Reflect.defineProperty(Object.prototype, 'then', { get: () => seen.push(2) });
export const scale = (x: Tensor, by: number): Tensor => x;
