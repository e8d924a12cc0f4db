import { forEachPosition, type NumArray } from './array.ts';

/**
 * target[i] = f(target[i], source[i]) over two windows of one shape. A target with stride 0 meets the same element
 * several times, so sums over repeated elements come out right.
 */
export function assignStrided(
  target: NumArray,
  source: NumArray,
  f: (old: number, value: number) => number,
): void {
  const values = source.values();
  forEachPosition(target, (position, i) => {
    target.data[position] = f(target.data[position]!, values[i]!);
  });
}
