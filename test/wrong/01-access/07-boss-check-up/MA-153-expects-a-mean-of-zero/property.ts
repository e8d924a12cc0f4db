import fc from 'fast-check';
import type { Row } from '#kata/01-access/07-boss-check-up/kata.ts';
import { Linear, type Module } from '#lib';

export function myProperty(report: (net: Module) => Row[]): fc.IRawProperty<unknown> {
  return fc.property(fc.integer({ min: 1, max: 5 }), (width) =>
    report(new Linear(width, 3)).every((row) => Math.abs(row.mean) < 1e-3 && row.count > 0),
  );
}
