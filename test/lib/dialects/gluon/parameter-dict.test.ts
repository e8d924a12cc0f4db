import { beforeEach, describe, expect, it } from 'vitest';
import { Dense, init, ParameterDict, resetNames, Sequential } from '#lib/gluon';

beforeEach(resetNames);
describe('a Gluon parameter dict', () => {
  it('G-42: the pattern is matched at the start of the full name', () => {
    const net = new Sequential();
    for (let i = 0; i < 11; i++) net.add(new Dense(1));
    const select = (pattern: string | RegExp) => [...net.collectParams(pattern).keys()];
    expect(select('bias')).toEqual([]);
    expect(select('.*bias')).toHaveLength(11);
    expect(select(/dense1/)).toEqual(['dense1_weight', 'dense1_bias', 'dense10_weight', 'dense10_bias']);
    expect(select('dense1_|dense3_w')).toEqual(['dense1_weight', 'dense1_bias', 'dense3_weight']);
    expect(select(/DENSE9_B/gi)).toEqual(['dense9_bias']);
  });
  it('G-43: a full name or a KeyError; iteration; no length', () => {
    const { params } = new Dense(1);
    expect([[...params], [...params.keys()], params.has('dense0_bias'), params.has('bias')]).toEqual([
      ['dense0_weight', 'dense0_bias'],
      ['dense0_weight', 'dense0_bias'],
      true,
      false,
    ]);
    expect([...params.items()].map(([name, { name: own }]) => name === own)).toEqual([true, true]);
    expect(() => params.item('bias')).toThrow(
      "ParameterDict: expected a full name it holds, received 'bias'. It holds: dense0_weight, dense0_bias.",
    );
    expect(() => new ParameterDict().item('x')).toThrow('It holds nothing.');
    expect('length' in params || 'size' in params).toBe(false);
  });
  it('G-44: get merges what is unknown and refuses what disagrees', () => {
    const dict = new ParameterDict('net_');
    const weight = dict.get('weight', { shape: [8, -1] });
    expect(dict.get('weight', { shape: [-1, 4], dtype: 'float32', init: 'ones' })).toBe(weight);
    expect([weight.shape, weight.dtype, weight.init]).toEqual([[8, 4], null, 'ones']);
    expect(dict.get('weight', { shape: null, dtype: null, allowDeferredInit: true })).toBe(weight);
    expect(dict.get('weight', { shape: [8, 0] }).shape).toEqual([8, 4]);
    const clash = (options: object, text: string) => expect(() => dict.get('weight', options)).toThrow(text);
    clash(
      { shape: [9, 4] },
      'net_weight: expected shape (8, 4), received shape (9, 4) (desired attribute does not match with stored (8, 4)). Ask for what the lender has.',
    );
    clash({ shape: [8] }, 'desired attribute does not match with stored (8, 4)');
    clash({ dtype: 'float64' }, "net_weight: expected dtype 'float32', received dtype 'float64'");
    clash({ init: 'zeros' }, "received init 'zeros' (desired attribute does not match with stored 'ones')");
    expect([weight.shape, weight.dtype, weight.init]).toEqual([[8, 4], null, 'ones']);
    dict.get('bias', { shape: [-1] });
    expect(() => dict.get('bias', { shape: [3], dtype: 'float64' })).toThrow("received dtype 'float64'");
    expect(dict.item('net_bias').shape).toEqual([-1]);
  });
  it('G-32: getConstant makes a constant once; a second must mean the same values', () => {
    const dict = new ParameterDict('net_');
    const made = dict.getConstant('c', [1, 2]);
    const borrower = new ParameterDict('net_', dict);
    expect([dict.getConstant('c'), borrower.getConstant('c', [1, 2])]).toEqual([made, made]);
    expect([String(made), borrower.has('net_c')]).toEqual([
      'Constant net_c (shape=(2,), dtype=float32)',
      true,
    ]);
    expect(() => dict.getConstant('c', [1, 3])).toThrow(
      "net_c: expected the values it was made with, received others (Constant already exists but it's value doesn't match new value). Use another name.",
    );
    expect(() => dict.getConstant('d')).toThrow(
      "net_d: expected a constant, received none (No constant named 'net_d'). Pass its value to make it.",
    );
    dict.get('w', { shape: [1] });
    expect(() => dict.getConstant('w', [1])).toThrow(
      'net_w: expected a constant, received a parameter that already exists but it is not a constant. Use get, or another name.',
    );
  });
  it('G-44: equal rules agree, and a borrower can give a lender its rule', () => {
    const lender = new Dense(2, { inUnits: 2 });
    const rule = new init.Constant(3);
    new Dense(2, { params: lender.params, weightInitializer: rule });
    expect(lender.weight.init).toBe(rule);
    expect(
      () => new Dense(2, { params: lender.params, weightInitializer: new init.Constant(3) }),
    ).not.toThrow();
    expect(() => new Dense(2, { params: lender.params, weightInitializer: 'ones' })).toThrow(
      'desired attribute does not match with stored ["constant", {"value": 3}]',
    );
    expect(() => new Dense(3, { params: lender.params })).toThrow(
      'desired attribute does not match with stored (2, 2)',
    );
  });
  it('G-45: one attribute of all; update takes all or nothing', () => {
    const net = new Sequential();
    net.add(new Dense(1, { inUnits: 1 }));
    net.initialize();
    const params = net.collectParams();
    params.setattr('gradReq', 'null');
    params.setattr('lrMult', 0.5);
    expect([...params.values()].map(({ gradReq, lrMult }) => [gradReq, lrMult])).toEqual([
      ['null', 0.5],
      ['null', 0.5],
    ]);
    const dict = new ParameterDict();
    dict.get('dense0_bias');
    expect(() => dict.update(params)).toThrow('different Parameters with the same name');
    expect([...dict]).toEqual(['dense0_bias']);
  });
  it('zeroGrad and initialize reach every parameter', () => {
    const net = new Sequential();
    net.add(new Dense(2, { inUnits: 2 }), new Dense(1, { inUnits: 2 }));
    net.initialize('ones');
    const params = net.collectParams();
    for (const parameter of params.values()) parameter.grad().fill_(3);
    params.zeroGrad();
    expect([...params.values()].flatMap((p) => p.grad().flatten().tolist())).toEqual(new Array(9).fill(0));
    params.initialize(new init.Constant(5), { forceReinit: true });
    expect(params.item('dense1_weight').data().tolist()).toEqual([[5, 5]]);
    expect(() => params.initialize('nope', { forceReinit: true })).toThrow("received 'nope'");
    expect(params.item('dense0_weight').isReady).toBe(true);
    expect(params.item('dense1_bias').data().tolist()).toEqual([0]);
  });
});
