import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  forEachPosition,
  fromNested,
  fromValues,
  full,
  type Nested,
  zeros,
} from '../../../lib/array/array.ts';
import { asNdArray, isNdArray } from '../../../lib/array/ndarray.ts';
import { inferShape, resolveAxes } from '../../../lib/array/shape.ts';
import { arraysOf, indices, shapes } from '../../laws/arrays.ts';

describe('reading and writing', () => {
  it('get, values, toArray, ndarray and forEachPosition agree on any layout', () => {
    fc.assert(
      fc.property(
        shapes(0, 3).chain((shape) => arraysOf(shape)),
        (a) => {
          const byIndex = indices(a.shape).map((index) => a.get(...index));
          expect(a.values()).toEqual(byIndex);
          expect([a.toArray()].flat(5)).toEqual(byIndex);
          expect(indices(a.shape).map((index) => a.ndarray().get(...index))).toEqual(byIndex);
          const visited: number[] = [];
          forEachPosition(a, (position) => visited.push(a.data[position]!));
          expect(visited).toEqual(byIndex);
        },
      ),
      { seed: 12 },
    );
  });

  it('an ndarray is live both ways, and its shape is not ours', () => {
    const a = fromValues([1, 2, 3, 4], [2, 2]);
    const view = a.ndarray();
    view.set(0, 1, 9);
    a.set([1, 0], 8);
    view.shape[0] = 7;
    expect([a.get(0, 1), view.get(1, 0), a.shape[0]]).toEqual([9, 8, 2]);
    expect([isNdArray(view), isNdArray(a), isNdArray(null)]).toEqual([true, false, false]);
    expect(asNdArray(new Float32Array(1), [], [], 0).get()).toBe(0);
  });

  it('refuses positions outside, where ndarray would silently hit another cell', () => {
    const a = fromValues([1, 2, 3, 4, 5, 6], [2, 3]);
    expect(() => a.get(0, 5)).toThrow(
      'index: expected an index in [-3, 2], received 5. The axis has length 3.',
    );
    expect(() => a.set([2, 0], 1)).toThrow(
      'index: expected an index in [-2, 1], received 2. The axis has length 2.',
    );
    expect(() => a.get(1)).toThrow(
      'index: expected one index per axis, received [1]. Give 2 of them: the shape is (2, 3).',
    );
    expect(a.get(-1, -1)).toBe(6);
    expect(a.values()).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe('making', () => {
  it('fills, copies and nests', () => {
    expect(zeros([0, 3]).values()).toEqual([]);
    expect(full([2], 7, 'int64').values()).toEqual([7, 7]);
    const nested: Nested = [
      [1, 2],
      [3, 4],
    ];
    expect(fromNested(nested).toArray()).toEqual(nested);
    expect(fromNested([true, false]).dtype).toBe('bool');
    expect(fromNested(5).shape).toEqual([]);
  });
  it('refuses bad shapes, counts and ragged lists', () => {
    expect(() => zeros([-1])).toThrow(
      'zeros: expected a shape of whole numbers ≥ 0, received [-1]. Pass a list such as [2, 3].',
    );
    expect(() => fromValues([1, 2], [3])).toThrow(
      'fromValues: expected 3 values for shape (3,), received 2. Make the count and the shape agree.',
    );
    expect(() => fromNested([[1, 2], [3]])).toThrow(
      'tensor: expected nested lists of shape (2, 2), received a list of 1 at depth 1. ' +
        'Give every row the same length, and numbers only.',
    );
    expect(() => fromNested(['x'] as never)).toThrow("received the string 'x'.");
  });
});

describe('shapes', () => {
  it('inferShape fills one −1', () => {
    expect(inferShape('reshape', [2, -1], 6)).toEqual([2, 3]);
    expect(() => inferShape('reshape', [4, -1], 6)).toThrow(
      'reshape: expected a shape of 6 elements, received (4, -1). shape is invalid for input of size 6.',
    );
    for (const [shape, size] of [
      [[-1, -1], 6],
      [[0, -1], 0],
      [[0, -1], 6],
      [[-2, -1], 2],
      [[-2, -3], 6],
    ] as const)
      expect(() => inferShape('reshape', shape, size)).toThrow('shape is invalid');
  });
  it('resolveAxes sorts, counts from the end, refuses repeats', () => {
    expect(resolveAxes('sum', [-1, 0], 3)).toEqual([0, 2]);
    expect(() => resolveAxes('sum', [0, -2], 2)).toThrow(
      'sum: expected each axis once, received [0,-2]. Name no axis twice.',
    );
    expect(() => resolveAxes('sum', 2, 2)).toThrow(
      'sum: expected an axis in [-2, 1], received 2. Dimension out of range: check the rank.',
    );
  });
});
