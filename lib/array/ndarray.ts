import createNdArray, { type NdArray } from 'ndarray';

export type { NdArray } from 'ndarray';

/** The one place where a window becomes a real `ndarray`. Copies shape and stride: ndarray leaves them mutable. */
export const asNdArray = (
  data: Float32Array | Float64Array | Uint8Array,
  shape: readonly number[],
  stride: readonly number[],
  offset: number,
): NdArray => createNdArray(data, [...shape], [...stride], offset);

/** True for a real ndarray: its four fields, and the `pick` that our own arrays lack. */
export function isNdArray(value: unknown): value is NdArray {
  if (typeof value !== 'object' || value === null) return false;
  const view = value as Partial<NdArray>;
  const hasFields =
    Array.isArray(view.shape) && Array.isArray(view.stride) && typeof view.offset === 'number';
  return hasFields && typeof view.pick === 'function' && view.data !== undefined;
}
