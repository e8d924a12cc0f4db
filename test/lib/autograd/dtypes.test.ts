import { describe, expect, it } from 'vitest';
import { cat, gradients, mseLoss, tensor } from '../../../lib/autograd/functions.ts';
import type { Tensor } from '../../../lib/autograd/tensor.ts';
import { type DTypeCase, loadDTypes } from '../../golden/torch/load.ts';

const { values, cases } = loadDTypes();

function operand([dtype, rank]: DTypeCase['left']): Tensor {
  const { vector, scalar } = values.find((each) => each.dtype === dtype)!;
  return tensor(rank === 1 ? vector : scalar, { dtype });
}

function textOf({ op, left, right, number }: DTypeCase): string {
  const other = right === undefined ? number : operand(right);
  const a = operand(left) as unknown as Record<string, (other?: unknown) => Tensor>;
  try {
    return String(other === undefined ? a[op]!() : a[op]!(other));
  } catch (error) {
    return (error as Error).name;
  }
}

const refused = (act: () => unknown, text: string) => expect(act).toThrow(text);

describe('whole numbers and masks', () => {
  const whole = () => tensor([1, 2], { dtype: 'int64' });
  it('take values in their own way', () => {
    expect(tensor([1.7, -1.7], { dtype: 'int64' }).tolist()).toEqual([1, -1]);
    expect(tensor([0.5, 256, 0], { dtype: 'bool' }).tolist()).toEqual([1, 1, 0]);
    expect(whole().indexPut_([0], 2.7).tolist()).toEqual([2, 2]);
    expect(
      tensor([true])
        .mul(tensor([false]))
        .add(tensor([true])).dtype,
    ).toBe('bool');
    expect(String(whole().pow(0))).toBe('tensor([1, 1])');
    expect([whole().pow(2).dtype, whole().abs().dtype, cat([whole(), tensor([0.5])]).dtype]).toEqual([
      'int64',
      'int64',
      'float32',
    ]);
  });
  it('refuse what would have to be rounded', () => {
    refused(
      () => whole().mul_(0.5),
      "mul_: expected a result that stays int64, received one of float32 (result type can't be cast to the desired " +
        "output type). Convert the tensor first: to('float32').",
    );
    refused(
      () => whole().mean(),
      'mean: expected a floating point tensor (mean(): could not infer output dtype), received int64. Convert it ' +
        "first: to('float32').",
    );
    refused(
      () => whole().pow(-1),
      'pow: expected a power ≥ 0 (Integers to negative integer powers are not allowed), received -1. Convert first: ' +
        "to('float32').",
    );
    refused(
      () => tensor([1]).sub(tensor([true])),
      'sub: expected numbers (Subtraction, the `-` operator, with a bool tensor is not supported), received a mask. ' +
        "Compare with ne(…), or convert it: to('int64').",
    );
  });
});

describe('a gradient', () => {
  it('goes back through a conversion between floats, in the dtype of each leaf', () => {
    const single = tensor([1, 2], { requiresGrad: true });
    const double = tensor([3, 4], { dtype: 'float64', requiresGrad: true });
    const product = single.to('float64').mul(double).add(single.mul(double));
    expect(product.to('float32').gradFn?.name).toBe('ToCopyBackward0');
    product.to('float32').sum().backward();
    expect([single.grad?.dtype, single.grad?.tolist()]).toEqual(['float32', [6, 8]]);
    expect([double.grad?.dtype, double.grad?.tolist()]).toEqual(['float64', [2, 4]]);
    expect(single.to('int64').requiresGrad).toBe(false);
    const computed = double.mul(2);
    expect(gradients(mseLoss(computed, tensor([0, 1], { dtype: 'float64' })), [computed])[0]?.dtype).toBe(
      'float64',
    );
  });
});

describe('operands of different dtypes and ranks give what PyTorch gives', () => {
  it.each([...new Set(cases.map(({ op }) => op))])('%s', (op) => {
    const own = cases.filter((each) => each.op === op);
    expect(own.length).toBeGreaterThan(7);
    for (const golden of own) expect(textOf(golden), JSON.stringify(golden)).toBe(golden.text);
  });
});
