import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { zeros } from '#lib';
import {
  Constant,
  DeferredInitializationError,
  Dense,
  Initializer,
  init,
  MXNetError,
  Parameter,
  record,
  resetNames,
  Sequential,
} from '#lib/gluon';

beforeEach(resetNames);
const ready = (shape = [2, 3], options = {}) => {
  const parameter = new Parameter('p_weight', { shape, ...options });
  parameter.initialize({ init: 'ones' });
  return parameter;
};
const warnings = (body: () => void): string[] => {
  const spy = vi.spyOn(console, 'warn').mockImplementation(() => {});
  body();
  const texts = spy.mock.calls.map(([text]) => String(text));
  spy.mockRestore();
  return texts;
};
class Failing extends Initializer {
  override _initWeight(): void {
    throw new RangeError('my rule failed');
  }
}

describe('a Gluon parameter', () => {
  it('G-20, G-21: starts with the defaults, and prints what it knows', () => {
    const bare = new Parameter('p');
    expect([bare.gradReq, bare.lrMult, bare.wdMult, bare.init, bare.shape]).toEqual([
      'write',
      1,
      1,
      null,
      null,
    ]);
    expect(String(bare)).toBe("Parameter p (shape=None, dtype=<class 'numpy.float32'>)");
    const waiting = new Parameter('p', { shape: [8, 0], allowDeferredInit: true });
    waiting.initialize();
    expect([waiting.shape, waiting.isDeferred, new Parameter('p', { shape: 3 }).shape]).toEqual([
      [8, -1],
      true,
      [3],
    ]);
    expect(String(new Dense(8).weight)).toBe('Parameter dense0_weight (shape=(8, -1), dtype=float32)');
  });
  it('G-22: data() is live', () => {
    const parameter = ready();
    parameter.data().indexPut_([0, 0], 5);
    expect(parameter.data().tolist()).toEqual([
      [5, 1, 1],
      [1, 1, 1],
    ]);
  });
  it('G-23: grad() is a buffer of zeros, unless there is to be none', () => {
    const parameter = ready();
    expect(parameter.grad().tolist()).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
    parameter.gradReq = 'null';
    expect(() => parameter.grad()).toThrow(
      "p_weight: expected a gradient buffer, received none (because grad_req='null'). Set gradReq to 'write'.",
    );
  });
  it('G-24: three states, two errors', () => {
    const dense = new Dense(8);
    const never =
      "dense0_weight: expected values, received none: Parameter 'dense0_weight' has not been initialized. Note that you should initialize parameters before use. Call net.initialize() first.";
    expect(() => dense.weight.data()).toThrow(never);
    expect(() => dense.weight.grad()).toThrow(never);
    expect(() => new Parameter('dense0_weight', { gradReq: 'null' }).grad()).toThrow(never);
    dense.initialize();
    const deferred =
      'dense0_weight: expected values, received none yet: actual initialization was deferred until the shape is known. Pass some data through the network first.';
    expect(() => dense.weight.data()).toThrow(deferred);
    expect(() => dense.weight.data()).toThrow(DeferredInitializationError);
    expect(new DeferredInitializationError('')).toBeInstanceOf(MXNetError);
    dense.call(zeros([1, 4]));
    expect(dense.weight.data().shape).toEqual([8, 4]);
  });
  it('G-25: a second initialize warns and changes nothing; forced, the old values go first', () => {
    const parameter = ready();
    const before = parameter.data().tolist();
    expect(warnings(() => parameter.initialize())).toEqual([
      "UserWarning: Parameter 'p_weight' is already initialized, ignoring. Pass forceReinit: true to re-initialize.",
    ]);
    expect(parameter.data().tolist()).toEqual(before);
    expect(() => parameter.initialize({ init: new Failing(), forceReinit: true })).toThrow('my rule failed');
    expect(() => parameter.data()).toThrow('has not been initialized. Note that');
    parameter.initialize({ init: 'zeros' });
    expect(parameter.data().tolist()).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });
  it('G-25: an unknown rule is refused, and leaves the parameter without values', () => {
    for (const [rule, received] of [
      ['xavierr', "'xavierr', which is not registered"],
      [init.Xavier, 'the class Xavier'],
      [3, 'the number 3'],
    ] as const) {
      const parameter = ready();
      expect(() => parameter.initialize({ init: rule as string, forceReinit: true })).toThrow(
        `initialize: expected an Initializer or its name, received ${received}. Pass new Xavier(), or one of: zero, zeros, one,`,
      );
      expect(parameter.isReady).toBe(false);
    }
  });
  it('G-25: the rule of the call goes before the parameter’s own, that before the default', () => {
    const value = (own: string | null, call?: string) => {
      const parameter = new Parameter('p', { shape: [1], init: own });
      parameter.initialize({
        ...(call === undefined ? {} : { init: call }),
        defaultInit: new init.Constant(7),
      });
      return parameter.data().item();
    };
    expect([value(null), value('ones'), value('ones', 'zeros')]).toEqual([7, 1, 0]);
    const short = ready([1]);
    short.initialize(new init.Constant(4), { forceReinit: true });
    expect(short.data().item()).toBe(4);
  });
  it('G-26: an unknown length needs leave to wait', () => {
    expect(() => new Parameter('p', { shape: [2, -1] }).initialize()).toThrow(
      'p: expected a known shape, received (2, -1) (it has invalid shape). Give every length, or allowDeferredInit: true.',
    );
    expect(() => new Parameter('p').initialize()).toThrow('received None (it has invalid shape)');
  });
  it('G-27: a second initialize while waiting replaces the rule without a word', () => {
    const dense = new Dense(2);
    dense.initialize('ones');
    const said = warnings(() => dense.initialize(new init.Constant(3)));
    expect(said).toEqual([
      "UserWarning: Parameter 'dense0_bias' is already initialized, ignoring. Pass forceReinit: true to re-initialize.",
    ]);
    dense.call(zeros([1, 2]));
    expect(dense.weight.data().tolist()).toEqual([
      [3, 3],
      [3, 3],
    ]);
  });
  it('G-28: setData copies in place, fixes a waiting shape, and needs initialize first', () => {
    const parameter = ready([2]);
    const { core } = parameter;
    const gradient = parameter.grad();
    parameter.setData([3, 4]);
    expect(parameter.data().tolist()).toEqual([3, 4]);
    expect([parameter.core === core, parameter.grad() === gradient]).toEqual([true, true]);
    expect(() => parameter.setData([1, 2, 3])).toThrow(
      'p_weight: expected shape (2,), received (3,) (Expected shape (2,) is incompatible with given shape). Keep the known lengths.',
    );
    expect(() => new Parameter('q', { shape: [2] }).setData([1, 2])).toThrow(
      "q: expected an initialized parameter, received an uninitialized parameter (Parameter 'q' has not been initialized). Call initialize first.",
    );
    const open = new Parameter('r', { shape: [-1] });
    expect(() => open.setData([1, 2])).toThrow('Call initialize first.');
    expect(open.shape).toEqual([-1]);
    expect(() => record(() => parameter.setData([1, 2]))).toThrow(
      'p_weight: expected a write outside record, received one inside record (Assigning to NDArrays that are already in a computational graph). Call setData outside.',
    );
    expect(parameter.data().tolist()).toEqual([3, 4]);
  });
  it('G-29: a new start has new values and zero gradients, under the same leaf', () => {
    const parameter = ready([2]);
    const [old, { core }] = [parameter.data(), parameter];
    parameter.grad().fill_(9);
    parameter.initialize({ init: 'zeros', forceReinit: true });
    expect([parameter.data().tolist(), old.tolist(), parameter.grad().tolist()]).toEqual([
      [0, 0],
      [1, 1],
      [0, 0],
    ]);
    expect(parameter.core).toBe(core);
  });
  it('G-30: the request changes the buffer; other words are refused', () => {
    const parameter = ready([1]);
    parameter.grad().fill_(4);
    parameter.gradReq = 'null';
    parameter.gradReq = 'write';
    expect(parameter.grad().item()).toBe(0);
    expect(() => {
      parameter.gradReq = 'sum' as 'add';
    }).toThrow(
      "p_weight: expected 'write', 'add' or 'null', received 'sum' (grad_req must be one of 'write', 'add', or 'null'). Choose one of the three.",
    );
    expect(parameter.gradReq).toBe('write');
  });
  it('G-31: zeroGrad needs nothing to be there', () => {
    expect(() => new Parameter('p').zeroGrad()).not.toThrow();
    const parameter = ready([1]);
    parameter.grad().fill_(4);
    parameter.zeroGrad();
    expect(parameter.grad().item()).toBe(0);
  });
  it('G-32: cast converts values, gradient and text', () => {
    const parameter = ready([1]);
    parameter.grad().fill_(2);
    parameter.cast('float64');
    expect([
      parameter.data().dtype,
      parameter.grad().dtype,
      parameter.grad().item(),
      String(parameter),
    ]).toEqual(['float64', 'float64', 2, 'Parameter p_weight (shape=(1,), dtype=float64)']);
    const waiting = new Parameter('q', { shape: [1] });
    waiting.cast('float64');
    waiting.initialize();
    expect(waiting.data().dtype).toBe('float64');
    const net = new Sequential();
    net.add(new Dense(1, { inUnits: 1 }));
    net.cast('float64');
    expect([...net.collectParams().values()].map(({ dtype }) => dtype)).toEqual(['float64', 'float64']);
  });
  it('G-32: a constant is never trained', () => {
    const constant = new Constant('n_c', [
      [1, 2],
      [3, 4],
    ]);
    constant.initialize();
    expect([String(constant), constant.gradReq, constant.data().tolist()]).toEqual([
      'Constant n_c (shape=(2, 2), dtype=float32)',
      'null',
      [
        [1, 2],
        [3, 4],
      ],
    ]);
    expect(
      warnings(() => {
        constant.gradReq = 'write';
      }),
    ).toEqual([
      'UserWarning: Constant parameter "n_c" does not support grad_req other than "null", and new value "write" is ignored.',
    ]);
    expect(() => constant.grad()).toThrow("because grad_req='null'");
  });
  it('values given while waiting win over the rule, whatever they are (property)', () => {
    const row = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 2 }), (values) => {
        const dense = new Dense(2);
        dense.initialize('ones');
        dense.weight.setData(values);
        expect(dense.weight.isDeferred).toBe(true);
        dense.call(zeros([1, 3]));
        expect(dense.weight.data().tolist()).toEqual(values.map((r) => r.map((v) => v + 0)));
      }),
    );
  });
});
