import { full, NumArray } from '../array/array.ts';
import { expected, kindOf, RuntimeError, shapeText } from '../array/errors.ts';
import { cast } from '../array/movement.ts';
import { sameShape } from '../array/shape.ts';
import type { Tensor } from './tensor.ts';

/** The gradient of `root` where none is given: 1. Throws RuntimeError unless it has one element. */
export function unitGradient({ shape, size, dtype }: Tensor): NumArray {
  if (size !== 1) {
    const what = 'a scalar (grad can be implicitly created only for scalar outputs)';
    throw new RuntimeError(
      expected('backward', what, `shape ${shapeText(shape)}`, 'Pass a gradient, or sum first'),
    );
  }
  return full(shape, 1, dtype);
}

/** The numbers of a given one. Throws TypeError for no tensor, RuntimeError for another shape or NaN. */
export function givenGradient({ shape, dtype }: Tensor, gradient: Tensor): NumArray {
  const array = gradient?.array;
  if (!(array instanceof NumArray)) {
    const next = 'Wrap numbers with tensor([...])';
    throw new TypeError(expected('backward', 'a Tensor as gradient', kindOf(gradient), next));
  }
  const fits = sameShape(array.shape, shape);
  if (!fits || array.values().some(Number.isNaN)) {
    const what = `a gradient of shape ${shapeText(shape)} without NaN`;
    const received = fits ? 'one that holds NaN' : `shape ${shapeText(array.shape)}`;
    throw new RuntimeError(
      expected('backward', what, received, 'Pass a gradient shaped like the tensor itself'),
    );
  }
  return cast(array, dtype);
}
