import type fc from 'fast-check';
import type { Module } from '#lib';
import type { Report } from './kata.ts';

/**
 * Your own property: what must hold for every correct `transplant`, whatever nets and plan it is given. It is tried on
 * several correct ones, which it must accept, and on wrong ones, of which it should reject as many as it can.
 */
export function myProperty(
  transplant: (src: Module, dst: Module, rename: readonly (readonly [string, string])[]) => Report,
): fc.IRawProperty<unknown> {
  throw new Error('Not started: 02-nested/07-boss-transplant');
}
