import type fc from 'fast-check';
import type { Module, Tensor } from '#lib';
import type { Finding } from './kata.ts';

/**
 * Your own property: what must hold for every correct `audit`, whatever net it is given. It is tried on several correct
 * audits, which it must accept, and on wrong ones, of which it should reject as many as it can.
 */
export function myProperty(audit: (net: Module, x: Tensor) => Finding[]): fc.IRawProperty<unknown> {
  throw new Error('Not started: 03-initialization/08-boss-init-audit');
}
