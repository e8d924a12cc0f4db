import fc from 'fast-check';
import type { Row } from '#kata/01-access/07-boss-check-up/kata.ts';
import { Linear, type Module } from '#lib';

export function myProperty(report: (net: Module) => Row[]): fc.IRawProperty<unknown> {
  return fc.property(fc.integer({ min: 1, max: 5 }), (width) => {
    const rows = report(new Linear(width, 2));
    return rows.map((row) => row.name).join() === 'weight,bias';
  });
}
