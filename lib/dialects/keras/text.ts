import type { NumArray } from '../../array/array.ts';
import { numpyRepr, numpyStr } from '../../array/print-numpy.ts';
import type { Tensor } from '../../autograd/tensor.ts';

/** A shape as Python prints a tuple; null is a length that is not fixed: `(None, 4)`, `(4,)`, `()`. */
export const shapeText = (shape: readonly (number | null)[]): string => {
  const lengths = shape.map((n) => (n === null ? 'None' : String(n)));
  return lengths.length === 1 ? `(${lengths[0]},)` : `(${lengths.join(', ')})`;
};

/** The array's own text, on a line of its own when it has several. */
const numpyText = (array: NumArray): string => {
  const text = array.rank === 0 ? numpyStr(array) : numpyRepr(array);
  return text.includes('\n') ? `\n${text}` : text;
};

/** `<tf.Variable 'dense/bias:0' shape=(4,) dtype=float32, numpy=array([0., 0., 0., 0.], dtype=float32)>`. */
export const variableText = (name: string, array: NumArray): string =>
  `<tf.Variable '${name}' shape=${shapeText(array.shape)} dtype=${array.dtype}, numpy=${numpyText(array)}>`;

/** What a notebook shows for a tensor: `<tf.Tensor: shape=(2, 1), dtype=float32, numpy=…>`. Source: tf.Tensor repr. */
export const tensorRepr = ({ array }: Tensor): string =>
  `<tf.Tensor: shape=${shapeText(array.shape)}, dtype=${array.dtype}, numpy=${numpyText(array)}>`;

/** What print shows for a tensor: `tf.Tensor([0.], shape=(1,), dtype=float32)`. Source: tf.Tensor str. */
export function tensorStr({ array }: Tensor): string {
  const text = numpyStr(array);
  const body = text.includes('\n') ? `\n${text}` : text;
  return `tf.Tensor(${body}, shape=${shapeText(array.shape)}, dtype=${array.dtype})`;
}

/** A Python list of things by their own texts. */
export const listText = (items: readonly { toString(): string }[]): string =>
  `[${items.map(String).join(', ')}]`;
