import fc from 'fast-check';
import { expect } from 'vitest';
import type { NumArray } from '../../lib/array/array.ts';
import { withoutKernels } from '../../lib/array/kernels/load.ts';

const odd = [0, -0, Number.NaN, Infinity, -Infinity, 1.4e-45, -1.4e-45, 1.1754942e-38, 3.4028235e38, 1, -2.5];
const value = fc.oneof(fc.constantFrom(...odd), fc.float({ noDefaultInfinity: true, noNaN: true }));

/** A short list of float32, awkward ones among them, to be repeated until every lane has met them. */
export const awkward = fc.array(value, { minLength: 1, maxLength: 13 });

/** The bits of each number as a float32. One NaN is as good as another: which it is, is the processor's choice. */
function bits(numbers: ArrayLike<number>): Uint32Array {
  const floats = Float32Array.from(numbers);
  return new Uint32Array(floats.buffer).map((word, i) => (Number.isNaN(floats[i]) ? 0x7fc00000 : word));
}

/** The kernels must give the bits of the plain loops. */
export function expectBothWays(work: () => NumArray): void {
  const fast = work();
  const plain = withoutKernels(work);
  expect(fast.shape).toEqual(plain.shape);
  expect(fast.dtype).toBe(plain.dtype);
  expect(bits(fast.values())).toEqual(bits(plain.values()));
}
