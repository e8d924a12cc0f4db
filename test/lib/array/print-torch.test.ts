import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromNested, fromValues, zeros } from '../../../lib/array/array.ts';
import { expand, transpose } from '../../../lib/array/movement.ts';
import { formatTensor } from '../../../lib/array/print-torch.ts';
import { decode, type GoldenArray, loadPrint } from '../../golden/torch/load.ts';

const arrayOf = (value: GoldenArray) => fromValues(decode(value), value.shape, value.dtype);

describe('a printed tensor', () => {
  it('has the forms of the reference semantics', () => {
    const text = (nested: Parameters<typeof fromNested>[0]) => formatTensor(fromNested(nested));
    expect(text([42, 8.6638, 1, 1])).toBe('tensor([42.0000,  8.6638,  1.0000,  1.0000])');
    expect(text([[42, 42]])).toBe('tensor([[42., 42.]])');
    expect(text([-0, 2])).toBe('tensor([-0., 2.])');
    expect(text([1e-5, 1])).toBe('tensor([1.0000e-05, 1.0000e+00])');
    expect(text([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1])).toBe(
      'tensor([nan, inf, -inf, 1.])',
    );
    expect(text(3.5)).toBe('tensor(3.5000)');
    expect(text([true, false])).toBe('tensor([ True, False])');
    expect(formatTensor(zeros([0, 3]))).toBe('tensor([], size=(0, 3))');
    expect(formatTensor(zeros([0], 'int64'))).toBe('tensor([], dtype=torch.int64)');
    expect(formatTensor(fromNested(1.5, 'float64'), ['requires_grad=True'])).toBe(
      'tensor(1.5000, dtype=torch.float64, requires_grad=True)',
    );
  });

  it('reads windows in their own order, without copying what it does not show', () => {
    const a = fromNested([
      [1, 2],
      [3, 4],
    ]);
    expect(formatTensor(transpose(a, 0, 1))).toBe('tensor([[1., 3.],\n        [2., 4.]])');
    const huge = expand(fromNested([[7]]), [1e6, 1e6]);
    expect(formatTensor(huge).split('\n')).toHaveLength(7);
  });

  it('keeps lines within 80 columns whatever the values, and shows each of up to 1000', () => {
    const values = fc.array(fc.float({ noNaN: true, min: -(2 ** 30), max: 2 ** 30 }), {
      minLength: 1,
      maxLength: 80,
    });
    fc.assert(
      fc.property(values, (list) => {
        const text = formatTensor(fromValues(list, [list.length]));
        const items = text.replace(/^tensor\(\[|\]\)$/g, '').split(/,\s*/);
        expect(items).toHaveLength(list.length);
        for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
        items.forEach((item, i) => {
          expect(Math.abs(Number(item) - list[i]!)).toBeLessThanOrEqual(
            Math.max(5.001e-5, Math.abs(list[i]!) * 5.001e-5),
          );
        });
      }),
      { seed: 5 },
    );
  });
});

describe('PyTorch 1.13', () => {
  it('prints the same texts for its own tensors and parameters', () => {
    for (const { value, requiresGrad, parameter, text } of loadPrint().tensors) {
      const body = formatTensor(arrayOf(value), requiresGrad ? ['requires_grad=True'] : []);
      expect(parameter ? `Parameter containing:\n${body}` : body).toBe(text);
    }
  });

  it('prints the same texts for results, with the name of their rule', () => {
    for (const { value, gradFn, text } of loadPrint().results) {
      const leaf = text.includes('requires_grad') ? ['requires_grad=True'] : [];
      const body = formatTensor(arrayOf(value), gradFn === null ? leaf : [`grad_fn=<${gradFn}>`]);
      expect(body).toBe(text.replace('Parameter containing:\n', ''));
    }
  });
});
