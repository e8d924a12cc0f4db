import { describe, expect, it } from 'vitest';
import { fromValues } from '../../../../lib/array/array.ts';
import { Tensor } from '../../../../lib/autograd/tensor.ts';
import * as init from '../../../../lib/dialects/torch/init.ts';
import { arange, manualSeed, rand, randn } from '../../../../lib/dialects/torch/random.ts';
import { repr, sizeRepr } from '../../../../lib/dialects/torch/repr.ts';
import { Linear } from '../../../../lib/layers/linear.ts';
import { Parameter } from '../../../../lib/nn/parameter.ts';
import { StateDict } from '../../../../lib/nn/state.ts';
import { decode, type GoldenArray, loadPrint } from '../../../golden/torch/load.ts';

const toTensor = (golden: GoldenArray): Tensor =>
  new Tensor(fromValues(decode(golden), golden.shape, golden.dtype));

describe('printed text equals PyTorch’s', () => {
  const { tensors, states, sizes } = loadPrint();
  it('tensors and parameters', () => {
    expect(tensors.length).toBeGreaterThan(400);
    for (const { value, requiresGrad, parameter, text } of tensors) {
      const tensor = toTensor(value);
      const printed = parameter
        ? new Parameter(tensor, { requiresGrad })
        : tensor.requiresGrad_(requiresGrad);
      expect(repr(printed)).toBe(text);
    }
  });
  it('state dicts and sizes', () => {
    for (const { entries, keepVars, text } of states) {
      const state = new StateDict();
      for (const { name, value, parameter } of entries) {
        const tensor = toTensor(value);
        state.set(name, parameter && keepVars ? new Parameter(tensor) : tensor);
      }
      expect(repr(state)).toBe(text);
    }
    for (const { shape, text } of sizes) expect(sizeRepr(shape)).toBe(text);
  });
});

describe('the default generator', () => {
  it('starts anew from a seed, and everything draws from it', () => {
    manualSeed(0);
    const first = rand([5]).array.values();
    expect(first.map((x) => x.toFixed(7))).toEqual([
      '0.4962566',
      '0.7682218',
      '0.0884774',
      '0.1320305',
      '0.3074228',
    ]);
    manualSeed(0);
    expect(new Linear(4, 8).weight.array.get(0, 1)).toBeCloseTo(0.268221796, 7);
    manualSeed(0);
    expect(randn([5]).array.get(0)).toBeCloseTo(1.5409961, 6);
    expect(() => manualSeed(1.5)).toThrow(
      'manualSeed: expected a whole number below 2^53, received the number 1.5. Pass an integer such as 0 or 42.',
    );
  });
  it('arange counts like Python', () => {
    expect(arange(3).tolist()).toEqual([0, 1, 2]);
    expect([arange(1, 6, 2).tolist(), arange(1, 6, 2).dtype]).toEqual([[1, 3, 5], 'int64']);
    expect(arange(0, 1, 0.25).dtype).toBe('float32');
  });
});

describe('init functions', () => {
  it('fill in place, without recording, count one edit and return the tensor', () => {
    const fills: ((w: Parameter) => Tensor)[] = [
      (w) => init.uniform_(w, -1, 1),
      (w) => init.normal_(w, 0, 0.1),
      (w) => init.constant_(w, 3),
      (w) => init.ones_(w),
      (w) => init.zeros_(w),
      (w) => init.eye_(w),
      (w) => init.xavierUniform_(w, 2),
      (w) => init.xavierNormal_(w),
      (w) => init.kaimingUniform_(w, { nonlinearity: 'relu' }),
      (w) => init.kaimingNormal_(w, { mode: 'fan_out' }),
      (w) => init.truncNormal_(w),
      (w) => init.orthogonal_(w),
      (w) => init.sparse_(w, 0.5),
    ];
    for (const fill of fills) {
      const w = new Parameter(fromValues([9, 9, 9, 9, 9, 9], [3, 2]));
      const { data } = w.array;
      expect(fill(w)).toBe(w);
      expect([w.array.data === data, w.version, w.isLeaf]).toEqual([true, 1, true]);
      expect(w.array.values()).not.toEqual([9, 9, 9, 9, 9, 9]);
    }
    expect(init.dirac_(new Parameter(fromValues([0, 0, 0], [1, 1, 3]))).array.values()).toEqual([0, 1, 0]);
  });
  it('refuse a missing bias by name', () => {
    expect(() => init.zeros_(null as never)).toThrow(
      'zeros_: expected a Tensor, received null. Pass a parameter such as layer.weight; a layer without bias has null there.',
    );
    for (const [name, fill] of Object.entries<unknown>(init)) {
      if (name.endsWith('_'))
        expect(() => (fill as typeof init.sparse_)(null as never, 0.5)).toThrow(`${name}: expected a Tensor`);
    }
  });
});
