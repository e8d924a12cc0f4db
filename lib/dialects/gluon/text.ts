import type { DType } from '../../array/array.ts';
import { shapeText } from '../../array/errors.ts';
import { numpyRepr, numpyStr } from '../../array/print-numpy.ts';
import type { Tensor } from '../../autograd/tensor.ts';

/** What a notebook shows for an array; float32 goes without saying: `array([0., 0.])`. Source: mxnet.np.ndarray repr. */
export const arrayRepr = ({ array }: Tensor): string => numpyRepr(array, { implied: 'float32' });
/** What print shows for an array: `[0. 0.]`. */
export const arrayStr = ({ array }: Tensor): string => numpyStr(array);

/** Every line after the first two blanks further in. */
export const indented = (text: string): string => text.replaceAll('\n', '\n  ');

/** A length that is not known yet. */
export const UNKNOWN = -1;
/** A shape as Gluon prints it: `(8, -1)`, or None. */
export const shapeOrNone = (shape: readonly number[] | null): string =>
  shape === null ? 'None' : shapeText(shape);
export const isKnown = (shape: readonly number[] | null): shape is readonly number[] =>
  shape?.every((length) => length !== UNKNOWN) ?? false;

/** A type as it was given: by name, or as the class that is the default. */
export const dtypeText = (dtype: DType | null): string =>
  dtype === null ? "<class 'numpy.float32'>" : dtype;
