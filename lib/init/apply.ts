import { NumArray } from '../array/array.ts';
import { expected, kindOf } from '../array/errors.ts';
import { type Generator, requireGenerator } from '../array/generator.ts';
import { requireFunction } from '../array/require.ts';
import { noGrad } from '../autograd/mode.ts';
import { requireTensor } from '../autograd/require.ts';
import { Tensor } from '../autograd/tensor.ts';
import type { Float, InitRule } from './rules.ts';

/**
 * Puts a rule's values into a tensor, in place and without recording, so that every holder of it sees them; returns
 * the tensor. Throws what the rule throws, and then nothing is changed; ValueError while the shape is unknown; TypeError for
 * anything but a tensor, a rule and a generator.
 */
export function initialise_<T extends Tensor>(tensor: T, rule: InitRule, generator: Generator): T {
  requireTensor('initialise_', tensor);
  requireFunction('initialise_', rule, 'Pass a rule: (shape, generator) => values');
  requireGenerator('initialise_', generator);
  const dtype: Float = tensor.dtype === 'float64' ? 'float64' : 'float32';
  const { array, shape } = tensor;
  // A large parameter is filled where it lies: a second buffer of its size would cost more than the values.
  const values = rule(shape, generator, dtype, tensor.dtype === dtype ? array : undefined);
  if (!(values instanceof NumArray)) {
    const next = 'Return an array, such as full(shape, 0.5)';
    throw new TypeError(expected('initialise_', 'a rule that returns a NumArray', kindOf(values), next));
  }
  if (values.data === array.data) array.countEdit();
  else noGrad(() => tensor.copy_(new Tensor(values)));
  return tensor;
}
