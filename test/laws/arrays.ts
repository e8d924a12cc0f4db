import fc from 'fast-check';
import { type DType, NumArray } from '../../lib/array/array.ts';

/** Eighths: exact in float32, so that sums and products of a few of them are exact too. */
export const eighths = fc.integer({ min: -24, max: 24 }).map((k) => k / 8);

export const shapes = (minRank = 0, maxRank = 3): fc.Arbitrary<number[]> =>
  fc.array(fc.integer({ min: 1, max: 4 }), { minLength: minRank, maxLength: maxRank });

type Layout = 'dense' | 'offset' | 'transposed' | 'stepped';
const layouts = fc.constantFrom<Layout>('dense', 'offset', 'transposed', 'stepped');

/** The same numbers laid out awkwardly; the cells that belong to no element hold 777. */
export function laidOut(
  values: readonly number[],
  shape: readonly number[],
  layout: Layout,
  dtype: DType,
): NumArray {
  const order = shape.map((_, axis) => axis);
  if (layout === 'transposed') order.reverse();
  const gap = layout === 'stepped' ? 2 : 1;
  const start = layout === 'offset' || layout === 'stepped' ? 3 : 0;
  const stride = new Array<number>(shape.length);
  let step = gap;
  for (const axis of order.toReversed()) {
    stride[axis] = step;
    step *= shape[axis]!;
  }
  const data = dtype === 'float32' ? new Float32Array(start + step + 3) : new Float64Array(start + step + 3);
  data.fill(777);
  const array = new NumArray(data, shape, dtype, stride, start);
  const index = shape.map(() => 0);
  for (const value of values) {
    array.set(index, value);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      if (++index[axis]! < shape[axis]!) break;
      index[axis] = 0;
    }
  }
  return array;
}

/** Arrays of one shape; three in four are views that no plain loop over the buffer would read right. */
export function arraysOf(
  shape: readonly number[],
  dtype: DType = 'float64',
  element = eighths,
): fc.Arbitrary<NumArray> {
  const size = shape.reduce((product, n) => product * n, 1);
  return fc
    .tuple(fc.array(element, { minLength: size, maxLength: size }), layouts)
    .map(([values, layout]) => laidOut(values, shape, layout, dtype));
}

/** Two shapes that broadcast together; each may have axes of length 1 where the other is longer, or lack the first ones. */
export const broadcastPairs: fc.Arbitrary<[number[], number[]]> = shapes(0, 3).chain((shape) =>
  fc
    .tuple(
      fc.array(fc.constantFrom('left', 'right', 'none'), {
        minLength: shape.length,
        maxLength: shape.length,
      }),
      fc.integer({ min: 0, max: shape.length }),
      fc.boolean(),
    )
    .map(([short, drop, swap]) => {
      const left = shape.map((n, axis) => (short[axis] === 'left' ? 1 : n));
      const right = shape.map((n, axis) => (short[axis] === 'right' ? 1 : n));
      return swap ? [left.slice(drop), right] : [left, right.slice(drop)];
    }),
);

/** Every index of a shape, in row-major order, by a dull loop. */
export function indices(shape: readonly number[]): number[][] {
  let all: number[][] = [[]];
  for (const length of shape) {
    all = all.flatMap((head) => Array.from({ length }, (_, i) => [...head, i]));
  }
  return all;
}

/** The shape of what is computed from two shapes that broadcast together. */
export function together(a: readonly number[], b: readonly number[]): number[] {
  const shape: number[] = [];
  for (let back = 1; back <= Math.max(a.length, b.length); back++)
    shape.unshift(Math.max(a.at(-back) ?? 1, b.at(-back) ?? 1));
  return shape;
}

/** The index an operand is read at when the result is read at `index`. */
export const broadcastIndex = (index: readonly number[], shape: readonly number[]): number[] =>
  shape.map((n, axis) => (n === 1 ? 0 : index[index.length - shape.length + axis]!));
