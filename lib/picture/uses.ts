import { NumArray } from '../array/array.ts';
import { add } from '../array/elementwise.ts';
import { expected, kindOf, shapeText, ValueError } from '../array/errors.ts';
import { copy } from '../array/movement.ts';
import { requireFunction, requireOptions, requireText } from '../array/require.ts';
import { backward } from '../autograd/backward.ts';
import { ones } from '../autograd/functions.ts';
import { requireTensor } from '../autograd/require.ts';
import type { Tensor } from '../autograd/tensor.ts';
import type { Grid, Grids } from './types.ts';

/**
 * What each use of a tensor adds to its gradient, in the order backward meets them; their sum is the gradient. Keeps
 * the graph, and touches no `grad`. Throws RuntimeError as `backward` does.
 */
export function gradientOfUses(loss: Tensor, source: Tensor): NumArray[] {
  requireTensor('gradientOfUses', loss);
  requireTensor('gradientOfUses', source);
  const parts: NumArray[] = [];
  if (!loss.requiresGrad) return parts;
  backward(loss.gradFn ?? loss, ones(loss.shape, { dtype: loss.dtype }).array, true, (leaf, g) => {
    if (leaf === (source as unknown)) parts.push(copy(g));
  });
  return parts;
}

export interface UsesOptions {
  readonly title: string;
  /** Names the uses, counted from 0 in the order of the forward pass. */
  readonly use: (i: number) => string;
  readonly sum: string;
}

/** The gradient of a tied parameter as the sum of its uses: g₁ + g₂ = grad. Throws ValueError when nothing uses it. */
export function usesOf(loss: Tensor, source: Tensor, options: UsesOptions): Grids {
  requireOptions('usesOf', options, ['title', 'use', 'sum'], true);
  const { title, use, sum } = options;
  requireText('usesOf', title, 'a title', "Write one: title: 'weights'");
  requireFunction('usesOf', use, 'Write use: (i) => …');
  const parts = gradientOfUses(loss, source).reverse();
  if (parts.length === 0) {
    throw new ValueError(
      expected('usesOf', 'a loss that uses the parameter', 'one that does not', 'Run forward with it'),
    );
  }
  const total = parts.reduce((left, right) => add(left, right));
  const labelled = parts.map((part, i) => gridOf(part, use(i)));
  const signs = [...parts.slice(1).map(() => '+'), '='];
  return { kind: 'grids', title, parts: [...labelled, gridOf(total, sum)], signs };
}

/** An array of at most two axes as a grid; one axis is a row. Throws ValueError for more. */
export function gridOf(array: NumArray, label: string, marked?: Grid['marked']): Grid {
  if (!(array instanceof NumArray)) {
    throw new TypeError(expected('gridOf', 'a NumArray', kindOf(array), 'Pass tensor.array'));
  }
  if (array.rank > 2) {
    throw new ValueError(
      expected('gridOf', 'at most two axes', `shape ${shapeText(array.shape)}`, 'Select a part of it'),
    );
  }
  const columns = array.shape.at(-1) ?? 1;
  const values = array.values();
  const rows = Array.from({ length: columns === 0 ? 0 : values.length / columns }, (_, i) =>
    values.slice(i * columns, (i + 1) * columns),
  );
  return { label, rows, ...(marked && { marked }) };
}
