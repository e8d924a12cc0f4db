import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromValues, NumArray } from '../../../lib/array/array.ts';
import { promote } from '../../../lib/array/dtype.ts';
import {
  add,
  addInto,
  compare,
  copyInto,
  divide,
  fill,
  gate,
  map,
  multiply,
  relu,
  scale,
  sigmoid,
  subtract,
} from '../../../lib/array/elementwise.ts';
import { slice } from '../../../lib/array/movement.ts';
import { arraysOf, broadcastIndex, broadcastPairs, indices, shapes, together } from '../../laws/arrays.ts';

const awkward = fc.constantFrom(0, -0, 1, -1.5, Number.NaN, Infinity, -Infinity, 1e-45, 3e38, 2 ** -24);
const runs = { numRuns: 150, seed: 11 };

const operations: [string, (a: NumArray, b: NumArray) => NumArray, (x: number, y: number) => number][] = [
  ['add', add, (x, y) => x + y],
  ['subtract', subtract, (x, y) => x - y],
  ['multiply', multiply, (x, y) => x * y],
  ['divide', divide, (x, y) => x / y],
];

/** One number stretched over a shape. */
const stretched = (shape: number[]) =>
  awkward.map((x) => {
    const still = shape.map(() => 0);
    return new NumArray(Float32Array.of(777, x), shape, 'float32', still, 1);
  });

describe('two operands', () => {
  it.each(operations)('%s equals a loop over indices, whatever the layout and broadcast', (_, f, oracle) => {
    const operand = (shape: number[]) =>
      fc.oneof({ weight: 4, arbitrary: arraysOf(shape, 'float32', awkward) }, stretched(shape));
    const cases = broadcastPairs.chain(([a, b]) => fc.tuple(operand(a), operand(b)));
    fc.assert(
      fc.property(cases, ([a, b]) => {
        const result = f(a, b);
        expect(result.shape).toEqual(together(a.shape, b.shape));
        for (const index of indices(result.shape)) {
          const x = a.get(...broadcastIndex(index, a.shape));
          const y = b.get(...broadcastIndex(index, b.shape));
          expect(Object.is(result.get(...index), Math.fround(oracle(x, y)))).toBe(true);
        }
      }),
      runs,
    );
  });

  it('keeps the wider dtype', () => {
    expect(promote('bool', 'int64')).toBe('int64');
    expect(promote('float64', 'float32')).toBe('float64');
    const mixed = add(fromValues([1], [1], 'float32'), fromValues([0.1], [1], 'float64'));
    expect([mixed.dtype, mixed.get(0)]).toEqual(['float64', 1.1]);
  });

  it.each([
    ['eq', (x: number, y: number) => x === y],
    ['ne', (x: number, y: number) => x !== y],
    ['lt', (x: number, y: number) => x < y],
    ['le', (x: number, y: number) => x <= y],
    ['gt', (x: number, y: number) => x > y],
    ['ge', (x: number, y: number) => x >= y],
  ] as const)('%s gives 0 or 1 as a bool array', (kind, holds) => {
    const few = fc.constantFrom(0, -0, 1, -1, Number.NaN, Infinity);
    const operand = (shape: number[]) => arraysOf(shape, 'float64', few);
    const cases = broadcastPairs.chain(([a, b]) => fc.tuple(operand(a), operand(b)));
    fc.assert(
      fc.property(cases, ([a, b]) => {
        const result = compare(kind, a, b);
        expect([result.dtype, result.shape]).toEqual(['bool', together(a.shape, b.shape)]);
        for (const index of indices(result.shape)) {
          const x = a.get(...broadcastIndex(index, a.shape));
          const y = b.get(...broadcastIndex(index, b.shape));
          expect(result.get(...index)).toBe(holds(x, y) ? 1 : 0);
        }
      }),
      runs,
    );
  });

  it('names both shapes when they do not broadcast', () => {
    expect(() => add(fromValues([1, 2], [2]), fromValues([1, 2, 3], [3]))).toThrow(
      'add: expected shapes that broadcast, received (2,) and (3,), which differ at axis -1. ' +
        'Make the lengths equal, or one of them 1.',
    );
  });
});

describe('one operand', () => {
  const cases = shapes(0, 3).chain((shape) => arraysOf(shape, 'float32', awkward));
  const each = (f: (a: NumArray) => NumArray, oracle: (x: number) => number) =>
    fc.assert(
      fc.property(cases, (a) => {
        const result = f(a);
        expect(result.shape).toEqual(a.shape);
        for (const index of indices(a.shape)) {
          expect(result.get(...index)).toEqual(Math.fround(oracle(a.get(...index))));
        }
      }),
      runs,
    );

  it('map and scale', () => {
    each((a) => map(a, Math.tanh), Math.tanh);
    each(
      (a) => scale(a, -0.1),
      (x) => x * -0.1,
    );
  });
  it('relu keeps NaN and −0 and turns negatives to 0', () => {
    each(relu, (x) => (x < 0 ? 0 : x));
    expect(relu(fromValues([-0, Number.NaN, -1], [3])).values()).toEqual([-0, Number.NaN, 0]);
  });
  it('gate stops the gradient where x ≤ 0', () => {
    each(
      (a) =>
        gate(
          map(a, () => 3),
          a,
        ),
      (x) => (x <= 0 ? 0 : 3),
    );
  });
  it('an empty window takes values wherever it begins', () => {
    const [empty, source] = [slice(fromValues([], [0, 3]), 1, 1), fromValues([], [0, 2])];
    expect(() => copyInto(empty, source)).not.toThrow();
    expect(() => fill(empty, 1)).not.toThrow();
  });
  it('sigmoid neither overflows nor loses its symmetry', () => {
    fc.assert(
      fc.property(fc.double({ min: -800, max: 800, noNaN: true }), (x) => {
        expect(sigmoid(x)).toBeGreaterThanOrEqual(0);
        expect(sigmoid(x) + sigmoid(-x)).toBeCloseTo(1, 12);
      }),
    );
  });
});

describe('in place', () => {
  it('writes every element of the window and nothing beside it', () => {
    const cases = shapes(1, 3).chain((shape) => fc.tuple(arraysOf(shape), arraysOf(shape)));
    fc.assert(
      fc.property(cases, fc.constantFrom('add', 'copy', 'fill'), ([target, source], kind) => {
        const before = target.values();
        const guards = target.data.filter((x) => x === 777).length;
        if (kind === 'add') addInto(target, source, 2);
        else if (kind === 'copy') copyInto(target, source);
        else fill(target, 5);
        const from = source.values();
        const wanted = before.map((x, i) =>
          kind === 'add' ? x + 2 * from[i]! : kind === 'copy' ? from[i]! : 5,
        );
        expect(target.values().map((x) => x + 0)).toEqual(wanted.map((x) => x + 0));
        expect(target.data.filter((x) => x === 777).length).toBe(guards);
      }),
      runs,
    );
  });

  it('refuses a source that would have to shrink, and writes nothing', () => {
    const target = fromValues([1, 2], [2]);
    const message =
      'copy_: expected values of shape (2,), received (3, 2). ' +
      "The target's shape (2,) cannot grow: give values that fit it.";
    expect(() => copyInto(target, fromValues([1, 2, 3, 4, 5, 6], [3, 2]))).toThrow(message);
    expect(target.values()).toEqual([1, 2]);
  });
});
