import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromValues, type NumArray } from '../../../lib/array/array.ts';
import { IndexError } from '../../../lib/array/errors.ts';
import {
  logSoftmax,
  logSoftmaxGradient,
  pick,
  pickGradient,
  softmax,
  softmaxGradient,
} from '../../../lib/array/softmax.ts';
import { arraysOf, indices, shapes } from '../../laws/arrays.ts';

const runs = { numRuns: 150, seed: 29 };

/** All numbers of `a` on the line through `index` along `axis`. */
const line = (a: NumArray, axis: number, index: readonly number[]): number[] =>
  Array.from({ length: a.shape[axis]! }, (_, i) => a.get(...index.with(axis, i)));

function expectClose(actual: NumArray, { shape }: NumArray, expected: (index: number[]) => number): void {
  expect(actual.shape).toEqual(shape);
  for (const index of indices(shape)) expect(actual.get(...index)).toBeCloseTo(expected(index), 12);
}

/** Two arrays of one shape in any layout, and one of their axes. */
const withAxis = shapes(1, 3).chain((shape) =>
  fc.tuple(arraysOf(shape), arraysOf(shape), fc.nat(shape.length - 1), fc.boolean()),
);

describe('softmax', () => {
  it('is exp x over its total, and logSoftmax its logarithm, along any axis of any layout', () => {
    fc.assert(
      fc.property(withAxis, ([x, , axis, fromTheEnd]) => {
        const named = fromTheEnd ? axis - x.rank : axis;
        const share = (index: number[]) => {
          const total = line(x, axis, index).reduce((sum, v) => sum + Math.exp(v), 0);
          return Math.exp(x.get(...index)) / total;
        };
        expectClose(softmax(x, named), x, share);
        expectClose(logSoftmax(x, named), x, (index) => Math.log(share(index)));
      }),
      runs,
    );
  });
  it('hands gradients back as g − exp y · Σ g and y · (g − Σ g · y)', () => {
    fc.assert(
      fc.property(withAxis, ([g, y, axis]) => {
        const totalOf = (index: number[], weigh: (v: number) => number) =>
          line(g, axis, index).reduce((sum, v, i) => sum + v * weigh(y.get(...index.with(axis, i))), 0);
        expectClose(
          logSoftmaxGradient(g, y, axis),
          g,
          (index) => g.get(...index) - Math.exp(y.get(...index)) * totalOf(index, () => 1),
        );
        expectClose(
          softmaxGradient(g, y, axis),
          g,
          (index) => y.get(...index) * (g.get(...index) - totalOf(index, (v) => v)),
        );
      }),
      runs,
    );
  });
  it('neither overflows nor hides NaN', () => {
    const large = fromValues([1e4, 1e4, -1e4], [3], 'float64');
    expect(softmax(large, 0).values()).toEqual([0.5, 0.5, 0]);
    expect(logSoftmax(large, 0).values()).toEqual([-Math.log(2), -Math.log(2), -2e4 - Math.log(2)]);
    expect(softmax(fromValues([1, Number.NaN], [2]), 0).values()).toEqual([Number.NaN, Number.NaN]);
    expect(logSoftmax(fromValues([-Infinity, 0], [2]), 0).values()).toEqual([-Infinity, 0]);
  });
  it('takes a scalar for a line of one, an empty array, and whole numbers', () => {
    expect(softmax(fromValues([3], []), 0).toArray()).toBe(1);
    expect(logSoftmax(fromValues([], [2, 0]), 1).shape).toEqual([2, 0]);
    expect(softmax(fromValues([], [0, 2]), 0).shape).toEqual([0, 2]);
    const whole = softmax(fromValues([1, 1], [2], 'int64'), 0);
    expect([whole.dtype, whole.toArray()]).toEqual(['float32', [0.5, 0.5]]);
  });
  it('refuses an unknown axis', () => {
    const x = fromValues([1, 2], [2]);
    for (const [name, of] of Object.entries({ softmax, logSoftmax })) {
      expect(() => of(x, 1)).toThrow(IndexError);
      expect(() => of(x, 1)).toThrow(
        `${name}: expected an axis in [-1, 0], received 1. Dimension out of range: check the rank.`,
      );
    }
  });
});

describe('pick', () => {
  const rows = fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
    .chain(([n, c]) =>
      fc.tuple(
        arraysOf([n, c]),
        arraysOf([n]),
        fc.array(fc.nat(c - 1), { minLength: n, maxLength: n }),
        fc.constantFrom(1, 2, n),
      ),
    );

  it('is the negative of one number per row, alone or as a total over the divisor', () => {
    fc.assert(
      fc.property(rows, ([y, , labels, divisor]) => {
        const terms = labels.map((label, row) => -y.get(row, label));
        expect(pick(y, labels, null).toArray()).toEqual(terms);
        expect(pick(y, labels, divisor).toArray()).toBeCloseTo(
          terms.reduce((sum, term) => sum + term, 0) / divisor,
          12,
        );
      }),
      runs,
    );
  });
  it('hands the gradient to the picked numbers alone', () => {
    fc.assert(
      fc.property(rows, ([y, g, labels, divisor]) => {
        const each = pickGradient(g, labels, null, y.shape[1]!);
        const one = pickGradient(fromValues([3], [], 'float64'), labels, divisor, y.shape[1]!);
        for (const [row, column] of indices(y.shape) as [number, number][]) {
          const picked = labels[row] === column;
          expect(each.get(row, column)).toBe(picked ? -g.get(row) : 0);
          expect(one.get(row, column)).toBe(picked ? -3 / divisor : 0);
        }
      }),
      runs,
    );
  });
});
