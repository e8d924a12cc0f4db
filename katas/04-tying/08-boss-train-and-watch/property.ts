import type fc from 'fast-check';
import type { Module, Tensor } from '#lib';
import type { Trace } from './kata.ts';

/**
 * Your own property: what must hold for every correct `trainTied`. It is tried on several correct ones, which it must
 * accept, and on wrong ones, of which it should reject as many as it can.
 */
export function myProperty(
  trainTied: (net: Module, data: { x: Tensor; y: Tensor }, steps: number, lr: number) => Trace,
): fc.IRawProperty<unknown> {
  throw new Error('Not started: 04-tying/08-boss-train-and-watch');
}
