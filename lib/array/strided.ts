import { type DType, forEachPosition, type NumArray, result } from './array.ts';
import type { Loop } from './loops.ts';
import { expand } from './movement.ts';
import type { Shape } from './shape.ts';

/** f over `a` and `b` repeated to `shape`, with any strides: `loop` takes one row, the last axis, at a time. */
export function loopStrided(a: NumArray, b: NumArray, shape: Shape, dtype: DType, loop: Loop): NumArray {
  const out = result(shape, dtype);
  const [left, right] = [expand(a, shape), expand(b, shape)];
  const last = shape.length - 1;
  const columns = shape[last] ?? 1;
  const [da, db] = [left.stride[last] ?? 0, right.stride[last] ?? 0];
  const index = new Array<number>(shape.length).fill(0);
  let [i, j] = [left.offset, right.offset];
  for (let start = 0; start < out.size; start += columns) {
    loop(out.memory, out.start + start, columns, a.data, i, da, b.data, j, db);
    for (let axis = last - 1; axis >= 0; axis--) {
      i += left.stride[axis]!;
      j += right.stride[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      i -= left.stride[axis]! * shape[axis]!;
      j -= right.stride[axis]! * shape[axis]!;
      index[axis] = 0;
    }
  }
  return out;
}

/** Whether several elements are one and the same, as in an expanded array. */
export const overlaps = ({ contiguous, shape, stride, size }: NumArray): boolean =>
  !contiguous && size > 0 && shape.some((n, axis) => n > 1 && stride[axis] === 0);

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
