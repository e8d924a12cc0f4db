import type { NumArray } from './array.ts';

const THRESHOLD = 1000;
const EDGE = 3;

/** What a printed array shows: of long axes the first and last three positions only. */
export interface Corners {
  readonly shape: readonly number[];
  /** For each axis, whether positions were left out after the third. */
  readonly cut: readonly boolean[];
  /** Row-major. */
  readonly values: readonly number[];
}

/**
 * All elements of an array of up to 1000; of a larger one, positions 0–2 and the last three of every axis longer
 * than six. PyTorch and NumPy agree on these numbers, and both choose widths from the shown elements only.
 */
export function corners(array: NumArray): Corners {
  const { shape, stride, data } = array;
  const cut = shape.map((length) => array.size > THRESHOLD && length > 2 * EDGE);
  const values: number[] = [];
  const collect = (axis: number, position: number): void => {
    if (axis === shape.length) {
      values.push(data[position]!);
      return;
    }
    const length = shape[axis]!;
    for (let i = 0; i < length; i++) {
      if (cut[axis] && i === EDGE) i = length - EDGE;
      collect(axis + 1, position + i * stride[axis]!);
    }
  };
  collect(0, array.offset);
  return { shape: shape.map((length, axis) => (cut[axis] ? 2 * EDGE : length)), cut, values };
}

/** `items` with `mark` after the third when some were left out there. */
export const withGap = (items: readonly string[], cut: boolean, mark: string): string[] =>
  cut ? [...items.slice(0, EDGE), mark, ...items.slice(EDGE)] : [...items];
