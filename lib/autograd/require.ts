import { expected, kindOf, ValueError } from '../array/errors.ts';
import { requireList } from '../array/require.ts';
import { Tensor } from './tensor.ts';

export const notATensor = (where: string, value: unknown): TypeError =>
  new TypeError(expected(where, 'a Tensor', kindOf(value), 'Wrap numbers with tensor([...])'));

/** `value`, if it is a tensor. Throws TypeError. */
export function requireTensor(where: string, value: Tensor): Tensor {
  if (value instanceof Tensor) return value;
  throw notATensor(where, value);
}

/** The tensors as a list. Throws TypeError for anything else among them. */
export function requireTensors(where: string, values: Iterable<Tensor>): Tensor[] {
  const list = requireList(where, values, 'a list of tensors', 'Put them in a list: [a, b]');
  for (const value of list) requireTensor(where, value);
  return list;
}

/** How a loss treats its terms: their average, their total, or each by itself. */
export type Reduction = 'mean' | 'sum' | 'none';

/** Throws ValueError for any other word. */
export function requireReduction(where: string, reduction: Reduction): void {
  if (reduction === 'mean' || reduction === 'sum' || reduction === 'none') return;
  const received = `${kindOf(reduction)} (not a valid value for reduction)`;
  throw new ValueError(expected(where, "'mean', 'sum' or 'none'", received, 'Choose one of them'));
}
