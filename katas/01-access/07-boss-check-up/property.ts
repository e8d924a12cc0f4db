import type fc from 'fast-check';
import type { Module } from '#lib';
import type { Row } from './kata.ts';

/**
 * Your own property: what must hold for every correct `report`, whatever net it is given. It is tried on several
 * correct reports, which it must accept, and on wrong ones, of which it should reject as many as it can.
 */
export function myProperty(report: (net: Module) => Row[]): fc.IRawProperty<unknown> {
  throw new Error('Not started: 01-access/07-boss-check-up');
}
