import type { DType } from '../../array/array.ts';
import { shapeText } from '../../array/errors.ts';
import { numpyRepr, numpyStr } from '../../array/print-numpy.ts';
import type { Shape } from '../../array/shape.ts';
import type { Tensor } from '../../autograd/tensor.ts';

/**
 * What a notebook shows for an array; float32 goes without saying, as do booleans: `array([0., 0.])`,
 * `array([1, 2], dtype=int64)`. Source: mxnet.np.ndarray repr.
 */
export function arrayRepr({ array }: Tensor): string {
  const text = numpyRepr(array, { implied: 'float32' });
  const isTold = ['float32', 'bool'].includes(array.dtype) || text.includes('dtype=');
  return isTold ? text : `${text.slice(0, -1)}, dtype=${array.dtype})`;
}
/** What print shows for an array: `[0. 0.]`. */
export const arrayStr = ({ array }: Tensor): string => numpyStr(array);

/** Every line after the first two blanks further in. */
export const indented = (text: string): string => text.replaceAll('\n', '\n  ');

/** A length that is not known yet. */
export const UNKNOWN = -1;
/** A shape as it was asked for: a number is one axis, and a length of 0 is not known yet either. */
export const shapeGiven = (given: number | Shape | null): Shape | null =>
  given === null ? null : [given].flat().map((length) => (length === 0 ? UNKNOWN : length));
/** A shape as Gluon prints it: `(8, -1)`, or None. */
export const shapeOrNone = (shape: readonly number[] | null): string =>
  shape === null ? 'None' : shapeText(shape);
export const isKnown = (shape: readonly number[] | null): shape is readonly number[] =>
  shape?.every((length) => length !== UNKNOWN) ?? false;

/** A type as it was given: by name, or as the class that is the default. */
export const dtypeText = (dtype: DType | null): string =>
  dtype === null ? "<class 'numpy.float32'>" : dtype;
