import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Held, Table } from '../../../lib/nn/table.ts';

class Slot extends Held<number> {}

const name = fc.nat({ max: 24 }).map(String);
const change = fc.oneof(
  { weight: 6, arbitrary: fc.record({ name, value: fc.option(fc.nat()) }) },
  { weight: 3, arbitrary: fc.record({ name }) },
  { weight: 1, arbitrary: fc.constant('clear' as const) },
);

describe('a table', () => {
  it('answers as a Map after any changes, and keeps its order (property)', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 80 }), (changes) => {
        const table = new Table<number, Slot>(Slot);
        const map = new Map<string, number | null>();
        for (const each of changes) {
          for (const both of [table, map]) {
            if (each === 'clear') both.clear();
            else if ('value' in each) both.set(each.name, each.value);
            else both.delete(each.name);
          }
          expect(table.list.map((held) => [held.name, held.value])).toEqual([...map]);
          expect(table.size).toBe(map.size);
          for (let i = 0; i <= 24; i++) {
            expect(table.get(String(i))).toBe(map.get(String(i)));
            expect(table.has(String(i))).toBe(map.has(String(i)));
          }
        }
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it.each([3, 30])(
    'of %i names can grow on the way through it: a list that was handed out stays as it is',
    (count) => {
      const table = new Table<number, Slot>(Slot);
      for (let i = 0; i < count; i++) table.set(String(i), i);
      let met = 0;
      for (const { name } of table.list) table.set(`${name}'`, met++);
      expect([met, table.size]).toEqual([count, 2 * count]);
    },
  );
  it.each([3, 30])('of %i names can be emptied on the way through it', (count) => {
    const table = new Table<number, Slot>(Slot);
    for (let i = 0; i < count; i++) table.set(String(i), i);
    const met: (number | null)[] = [];
    for (const held of table.list) {
      table.delete(held.name);
      met.push(held.value);
    }
    expect(met).toEqual(Array.from({ length: count }, (_, i) => i));
    expect(table.size).toBe(0);
  });
});
