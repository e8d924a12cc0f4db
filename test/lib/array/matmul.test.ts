import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromValues, type NumArray } from '../../../lib/array/array.ts';
import { matmul } from '../../../lib/array/matmul.ts';
import {
  cast,
  concatenate,
  copy,
  expand,
  reshape,
  select,
  slice,
  transpose,
} from '../../../lib/array/movement.ts';
import { maxKeeping, sum, unbroadcast } from '../../../lib/array/reduce.ts';
import { arraysOf, broadcastIndex, broadcastPairs, indices, shapes, together } from '../../laws/arrays.ts';

const runs = { numRuns: 150, seed: 13 };

/** Σₖ a[i, k] · b[k, j], one product at a time. */
function dull(a: NumArray, b: NumArray): number[][] {
  return Array.from({ length: a.shape[0]! }, (_, i) =>
    Array.from({ length: b.shape[1]! }, (_, j) => {
      let total = 0;
      for (let k = 0; k < a.shape[1]!; k++) total += a.get(i, k) * b.get(k, j);
      return total;
    }),
  );
}

describe('matmul', () => {
  it('equals three loops on every layout, small and wide', () => {
    const side = fc.integer({ min: 0, max: 12 });
    const cases = fc
      .tuple(side, side, side)
      .chain(([m, k, n]) => fc.tuple(arraysOf([m, k], 'float32'), arraysOf([k, n], 'float32')));
    fc.assert(
      fc.property(cases, ([a, b]) => {
        const product = matmul(a, b);
        expect(product.shape).toEqual([a.shape[0], b.shape[1]]);
        expect(product.values()).toEqual(dull(a, b).flat());
      }),
      runs,
    );
  });
  it('all four transpose variants give the same numbers', () => {
    fc.assert(
      fc.property(arraysOf([9, 5]), arraysOf([5, 11]), (a, b) => {
        const plain = matmul(a, b).values();
        const [at, bt] = [
          transpose(copy(transpose(a, 0, 1)), 0, 1),
          transpose(copy(transpose(b, 0, 1)), 0, 1),
        ];
        expect(matmul(at, b).values()).toEqual(plain);
        expect(matmul(a, bt).values()).toEqual(plain);
        expect(matmul(at, bt).values()).toEqual(plain);
      }),
      { ...runs, numRuns: 30 },
    );
  });
  it('gives vectors their row or column and batches their broadcast', () => {
    const v = fromValues([1, 2], [2]);
    const m = fromValues([1, 2, 3, 4], [2, 2]);
    expect([matmul(v, v).toArray(), matmul(v, m).toArray(), matmul(m, v).toArray()]).toEqual([
      5,
      [7, 10],
      [5, 11],
    ]);
    const stacked = fromValues([1, 0, 0, 1, 2, 0, 0, 2], [2, 2, 2]);
    expect(matmul(stacked, m).toArray()).toEqual([
      [
        [1, 2],
        [3, 4],
      ],
      [
        [2, 4],
        [6, 8],
      ],
    ]);
    expect(matmul(v, stacked).shape).toEqual([2, 2]);
  });
  it('names both shapes when the inner lengths differ', () => {
    expect(() => matmul(fromValues([1, 2], [1, 2]), fromValues([1, 2, 3], [3, 1]))).toThrow(
      'matmul: expected (…, m, k) and (…, k, n), received (1, 2) and (3, 1). mat1 and mat2 shapes cannot be ' +
        'multiplied: the last axis of the first is the rows of the second.',
    );
  });
});

describe('sums', () => {
  it('over any axes equal a loop', () => {
    const cases = shapes(1, 3).chain((shape) =>
      fc.tuple(
        arraysOf(shape),
        fc.subarray(
          shape.map((_, axis) => axis),
          { minLength: 1 },
        ),
      ),
    );
    fc.assert(
      fc.property(cases, ([a, axes]) => {
        const totals = new Map<string, number>();
        for (const index of indices(a.shape)) {
          const key = index.filter((_, axis) => !axes.includes(axis)).join();
          totals.set(key, (totals.get(key) ?? 0) + a.get(...index));
        }
        expect(sum(a, axes).values()).toEqual([...totals.values()]);
        expect(sum(a, axes).shape).toEqual(a.shape.filter((_, axis) => !axes.includes(axis)));
        const kept = sum(a, axes, true);
        expect(kept.shape).toEqual(a.shape.map((n, axis) => (axes.includes(axis) ? 1 : n)));
        expect(kept.values()).toEqual([...totals.values()]);
        expect(sum(a).values()).toEqual([a.values().reduce((t, x) => t + x, 0)]);
      }),
      runs,
    );
  });
  it('unbroadcast is the adjoint of expand: ⟨expand(a), g⟩ = ⟨a, unbroadcast(g)⟩', () => {
    const cases = broadcastPairs.chain(([a, b]) => fc.tuple(arraysOf(a), arraysOf(together(a, b))));
    fc.assert(
      fc.property(cases, ([a, g]) => {
        const dot = (x: number[], y: number[]) => x.reduce((t, v, i) => t + v * y[i]!, 0);
        const back = unbroadcast(g, a.shape);
        expect(back.shape).toEqual(a.shape);
        expect(dot(expand(a, g.shape).values(), g.values())).toBe(dot(a.values(), back.values()));
      }),
      runs,
    );
  });
  it('a float32 sum of a million tenths is rounded once', () => {
    const tenths = fromValues(new Float32Array(1e6).fill(0.1), [1e6]);
    expect(sum(tenths).get()).toBe(Math.fround(Math.fround(0.1) * 1e6));
  });
  it('maxKeeping keeps the axis and lets NaN win', () => {
    const a = fromValues([1, 5, Number.NaN, 2, -1, 0], [2, 3], 'float64');
    expect(maxKeeping(a, 1).toArray()).toEqual([[Number.NaN], [2]]);
    expect(maxKeeping(a, 0).shape).toEqual([1, 3]);
  });
});

describe('movement', () => {
  it('windows share the buffer, copies do not', () => {
    const a = fromValues([1, 2, 3, 4, 5, 6], [2, 3]);
    for (const window of [
      transpose(a, 0, 1),
      select(a, 0, 1),
      slice(a, 1, 0, 2),
      expand(a, [4, 2, 3]),
      reshape(a, [6]),
    ]) {
      expect(window.data).toBe(a.data);
    }
    expect(copy(a).data).not.toBe(a.data);
    expect(cast(fromValues([1.7, -1.7], [2]), 'int64').values()).toEqual([1, -1]);
    expect(cast(fromValues([0.5, 0], [2]), 'bool').values()).toEqual([1, 0]);
  });
  it('slices as Python does', () => {
    const a = fromValues([0, 1, 2, 3, 4], [5]);
    expect(slice(a, 0, -2).values()).toEqual([3, 4]);
    expect(slice(a, 0, 1, -1, 2).values()).toEqual([1, 3]);
    expect(slice(a, 0, 4, 2).values()).toEqual([]);
    expect(() => slice(a, 0, 0, 5, 0)).toThrow(
      'slice: expected a step of 1 or more, received 0. Read backwards with your own loop.',
    );
  });
  it('refuses what cannot be', () => {
    const a = fromValues([1, 2], [2]);
    expect(() => expand(a, [3])).toThrow(
      'expand: expected a shape that grows to (3,), received (2,). Only axes of length 1 can be repeated.',
    );
    expect(() => select(fromValues([1], []), 0, 0)).toThrow(
      'select: expected at least one axis, received a scalar (select() cannot be applied to a 0-dim tensor). Use item() to read a scalar.',
    );
    expect(() => concatenate([], 0)).toThrow(
      'cat: expected at least one tensor, received an empty list. Pass the tensors to join.',
    );
    expect(() => concatenate([a, fromValues([1, 2], [1, 2])], 0)).toThrow(
      'cat: expected equal shapes but for axis 0, received (2,), (1, 2). Reshape the parts first.',
    );
  });
  it('concatenate equals a loop', () => {
    fc.assert(
      fc.property(arraysOf([2, 3]), arraysOf([2, 1]), (a, b) => {
        const joined = concatenate([a, b], -1);
        for (const [i, j] of indices([2, 4])) {
          expect(joined.get(i!, j!)).toBe(j! < 3 ? a.get(i!, j!) : b.get(i!, j! - 3));
        }
      }),
      runs,
    );
  });
  it('a broadcast index reads the stretched element', () => {
    expect(broadcastIndex([1, 2], [1, 3])).toEqual([0, 2]);
  });
});
