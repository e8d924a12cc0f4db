import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromNested, fromValues, zeros } from '../../../lib/array/array.ts';
import { transpose } from '../../../lib/array/movement.ts';
import { numpyRepr, numpyStr } from '../../../lib/array/print-numpy.ts';
import { loadPrint, valuesOf } from '../../golden/numpy/load.ts';

describe('a printed array', () => {
  it('pads decimals with blanks, and extends exponent forms with true digits', () => {
    expect(numpyStr(fromNested([0, -0, 8.522827]))).toBe('[ 0.       -0.        8.522827]');
    expect(numpyRepr(fromNested([[1, 2.5]]))).toBe('array([[1. , 2.5]], dtype=float32)');
    expect(numpyStr(fromNested([-6.3465846e-9, 1]))).toBe('[-6.3465846e-09  1.0000000e+00]');
    expect(numpyRepr(fromNested([true, false]))).toBe('array([ True, False])');
    expect(numpyRepr(zeros([0, 3]))).toBe('array([], shape=(0, 3), dtype=float32)');
    expect([numpyStr(fromNested(1e-5)), numpyStr(fromNested(3)), numpyRepr(fromNested(3))]).toEqual([
      '1e-05',
      '3.0',
      'array(3., dtype=float32)',
    ]);
  });

  it('of a window has the elements in the order of the window', () => {
    const a = fromNested([
      [1, 2],
      [3, 4],
    ]);
    expect(numpyStr(transpose(a, 0, 1))).toBe('[[1. 3.]\n [2. 4.]]');
  });

  it('leaves out a dtype that goes without saying, wherever it stands', () => {
    const short = fromNested([[1, 2.5]]);
    const long = fromValues(
      Array.from({ length: 17 }, (_, i) => i / 8),
      [17],
    );
    for (const a of [short, long, zeros([0, 3])]) {
      const told = numpyRepr(a);
      expect(told).toMatch(/,\s+dtype=float32\)$/);
      expect(numpyRepr(a, { implied: 'float32' })).toBe(told.replace(/,\s+dtype=float32/, ''));
      expect(numpyRepr(a, { implied: 'float64' })).toBe(told);
    }
    expect(numpyRepr(long).split('\n').at(-1)).toBe('      dtype=float32)');
  });

  it('keeps lines within 75 columns, and its numbers read back within eight decimals', () => {
    const values = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(values, (list) => {
        const text = numpyRepr(fromValues(list, [list.length]));
        for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(75);
        const items = text.replace(/^array\(\[|\],\s+dtype=float32\)$/g, '').split(/,\s*/);
        expect(items).toHaveLength(list.length);
        items.forEach((item, i) => {
          const gap = Math.abs(Number(item) - list[i]!);
          expect(gap).toBeLessThanOrEqual(Math.max(5.01e-9, Math.abs(list[i]!) * 2 ** -24));
        });
      }),
      { seed: 6 },
    );
  });
});

describe('NumPy 1.24', () => {
  const { arrays } = loadPrint();
  it(`prints the same for ${arrays.length} arrays, by str and by repr`, () => {
    for (const array of arrays) {
      const ours = fromValues(valuesOf(array), array.shape, array.dtype);
      expect(numpyStr(ours)).toBe(array.str);
      expect(numpyRepr(ours)).toBe(array.repr);
    }
  });
});
