import { describe, expect, it } from 'vitest';
import { cat, gradients, ones, softmax, tensor, zeros } from '../../../lib/autograd/functions.ts';
import { noGrad } from '../../../lib/autograd/mode.ts';
import type { Tensor } from '../../../lib/autograd/tensor.ts';
import { Parameter } from '../../../lib/nn/parameter.ts';
import { refused } from '../refused.ts';

describe('windows and edits', () => {
  it('a window that is older than a recorded edit of its tensor has no history to go by', () => {
    const w = tensor([1, 2], { requiresGrad: true });
    const whole = w.mul(1);
    const [before, after] = [whole.select(0, 0), () => whole.select(0, 0)];
    const used = before.add(1);
    whole.mul_(5);
    const text =
      'operation: expected a window on numbers as they are, received one of a tensor that MulBackward0 edited in ' +
      'place since. Take it anew.';
    refused(() => before.mul(2), 'RuntimeError', text);
    refused(() => before.backward(), 'RuntimeError', text);
    refused(() => gradients(before, [w]), 'RuntimeError', text);
    expect(before.detach().item()).toBe(5);
    after().add(used).backward();
    expect(w.grad?.tolist()).toEqual([6, 0]);
  });
  it('an edit without recording leaves windows as they are', () => {
    const w = tensor([1, 2], { requiresGrad: true });
    const window = w.select(0, 1);
    noGrad(() => w.mul_(5));
    window.backward();
    expect([window.item(), w.grad?.tolist()]).toEqual([10, [0, 1]]);
  });
  it('repeated elements are not edited one by one', () => {
    const row = tensor([1, 2]);
    refused(
      () => row.expand(3, 2).add_(1),
      'RuntimeError',
      'in-place edit: expected a tensor that has every element once, received one with repeated elements (more than ' +
        'one element of the written-to tensor refers to a single memory location). Edit a clone(), or the tensor ' +
        'that was expanded.',
    );
    expect(row.tolist()).toEqual([1, 2]);
    expect(zeros([5, 0]).t().add_(1).shape).toEqual([0, 5]);
    row.expand(3, 2).fill_(7);
    expect(row.tolist()).toEqual([7, 7]);
  });
  it('a product in place remembers what it wrote over, and not what it wrote', () => {
    const [x, w] = [tensor([2, 3], { requiresGrad: true }), tensor([5, 7], { requiresGrad: true })];
    const y = x.mul(1).mul_(w).div_(w);
    y.sum().backward();
    expect([x.grad?.tolist(), w.grad?.tolist()]).toEqual([
      [1, 1],
      [0, 0],
    ]);
    const squared = x.mul(1);
    squared.mul_(squared);
    refused(() => squared.sum().backward(), 'RuntimeError', 'modified by an inplace operation');
  });
  it('a reshape is a window wherever the elements lie well for it, and says when it is not', () => {
    const w = tensor(Array.from({ length: 12 }, (_, i) => i)).reshape(3, 4);
    const leaf = new Parameter(w);
    const cases: [Tensor, number[], string][] = [
      [leaf, [2, 6], 'ViewBackward0'],
      [leaf.select(1, 1), [3, 1], 'ViewBackward0'],
      [leaf.t(), [1, 4, 3], 'ViewBackward0'],
      [leaf.t(), [2, 2, 3], 'ViewBackward0'],
      [leaf.slice(1, 0, 4, 2), [-1], 'ViewBackward0'],
      [leaf.select(0, 0).expand(3, 4), [3, 2, 2], 'ViewBackward0'],
      [leaf.select(0, 0).expand(3, 4), [12], 'UnsafeViewBackward0'],
      [leaf.t(), [12], 'UnsafeViewBackward0'],
      [leaf.slice(1, 0, 2), [6], 'UnsafeViewBackward0'],
    ];
    for (const [window, shape, name] of cases) {
      const reshaped = window.reshape(...shape);
      expect(reshaped.gradFn?.name).toBe(name);
      expect(reshaped.array.values()).toEqual(window.array.values());
      expect(reshaped.array.data === w.array.data).toBe(name === 'ViewBackward0');
      const [through, direct] = [reshaped, window].map(
        (each) => gradients(each.sum(), [leaf], { retainGraph: true })[0]!,
      );
      expect(through?.tolist()).toEqual(direct?.tolist());
    }
  });
  it('a leaf frozen after the forward pass gets no gradient', () => {
    const [w, v] = [tensor([1], { requiresGrad: true }), tensor([2], { requiresGrad: true })];
    const y = w.mul(v);
    w.requiresGrad = false;
    y.backward();
    expect([w.grad, v.grad?.item()]).toEqual([null, 1]);
  });
});

describe('scalars, empty axes and more than two', () => {
  it('a scalar has one axis where that helps, and none to take a part of', () => {
    const scalar = tensor(3);
    expect([softmax(scalar).item(), scalar.sum(-1).item(), scalar.amax(-1).item()]).toEqual([1, 3, 3]);
    refused(
      () => scalar.sum(1),
      'IndexError',
      'sum: expected an axis in [-1, 0], received 1. Dimension out of range',
    );
    refused(
      () => scalar.slice(0, 1),
      'IndexError',
      'slice: expected at least one axis, received a scalar (slice() cannot be applied to a 0-dim tensor). Use ' +
        'item() to read a scalar.',
    );
    refused(
      () => cat([scalar, scalar]),
      'RuntimeError',
      'cat: expected tensors with an axis, received a scalar (zero-dimensional tensor cannot be concatenated). Use ' +
        'stack([...]).',
    );
  });
  it('flatten of one axis is the tensor itself, also where nothing is left to infer a length from', () => {
    const x = ones([2, 3]);
    expect(x.flatten(1)).toBe(x);
    expect(zeros([0, 2, 3]).flatten(1).shape).toEqual([0, 6]);
  });
  it('says what has no answer', () => {
    refused(
      () => zeros([2, 0]).amax(1),
      'IndexError',
      'amax: expected an axis with elements (expected reduction dim to have non-zero size), received shape (2, 0). ' +
        'Nothing is the largest of none.',
    );
    refused(
      () => zeros([2, 3, 4]).t(),
      'RuntimeError',
      't: expected a matrix (t() expects a tensor with <= 2 dimensions), received shape (2, 3, 4). Use ' +
        'transpose(first, second).',
    );
  });
});
