import type { Generator } from '../array/generator.ts';
import { noGrad } from '../autograd/mode.ts';
import { Tensor } from '../autograd/tensor.ts';
import type { Float, InitRule } from './rules.ts';

/**
 * Puts a rule's values into a tensor, in place and without recording, so that every holder of it sees them; returns
 * the tensor. Throws what the rule throws, and then nothing is changed; ValueError while the shape is unknown.
 */
export function initialise_<T extends Tensor>(tensor: T, rule: InitRule, generator: Generator): T {
  const dtype: Float = tensor.dtype === 'float64' ? 'float64' : 'float32';
  const { array, shape } = tensor;
  // A large parameter is filled where it lies: a second buffer of its size would cost more than the values.
  const values = rule(shape, generator, dtype, tensor.dtype === dtype ? array : undefined);
  if (values.data === array.data) array.countEdit();
  else noGrad(() => tensor.copy_(new Tensor(values)));
  return tensor;
}
