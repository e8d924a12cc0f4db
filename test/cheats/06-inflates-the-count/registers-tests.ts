// Adds tests of its own.
// not allowed, 0 points: #kit
import type { Tensor } from '#lib';
import { example } from '#kit';

example({ en: 'mine', zh: '我的' }, (t) => t.holds(true, { en: 'mine', zh: '我的' }));
export const scale = (x: Tensor, by: number): Tensor => x;
