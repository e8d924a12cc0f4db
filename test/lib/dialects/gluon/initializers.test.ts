import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { ones, zeros } from '#lib';
import {
  Dense,
  Initializer,
  type InitializerLike,
  init,
  Parameter,
  resetNames,
  Sequential,
  seed,
  type Tensor,
  tensor,
} from '#lib/gluon';

beforeEach(() => {
  resetNames();
  seed(5);
});
function made(rule: InitializerLike, shape: readonly number[], name = 'p_weight'): Tensor {
  const parameter = new Parameter(name, { shape });
  parameter.initialize({ init: rule });
  return parameter.data();
}
const numbers = (t: Tensor) => t.flatten().tolist() as number[];
const deviation = (values: number[]) => {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
};

describe('Gluon initializers', () => {
  it('fill: names and classes agree', () => {
    expect([made('zeros', [2]), made('zero', [2]), made('ones', [2]), made('One', [2])].map(numbers)).toEqual(
      [
        [0, 0],
        [0, 0],
        [1, 1],
        [1, 1],
      ],
    );
    expect(made(new init.Constant([[1, 2]]), [1, 2]).tolist()).toEqual([[1, 2]]);
    expect(made(new init.Constant(ones([1]).array), [3]).tolist()).toEqual([1, 1, 1]);
  });
  // 10⁴ samples: their largest is above 0.98 of the bound but once in 10⁸⁷; a standard deviation is off by 3 % (5.7 standard errors) less than once in 10⁸.
  it.each([
    ['uniform', 0.07],
    [new init.Uniform(2), 2],
    ['xavier', Math.sqrt(3 / 100)],
    [new init.Xavier({ factorType: 'in', magnitude: 2.34 }), Math.sqrt(2.34 / 50)],
    [new init.Xavier({ factorType: 'out' }), Math.sqrt(3 / 150)],
  ] as const)('%s stays within its bound, and reaches it', (rule, bound) => {
    const largest = Math.max(...numbers(made(rule, [150, 50, 2].slice(0, 2))).map(Math.abs));
    expect(largest).toBeLessThanOrEqual(bound);
    expect(largest).toBeGreaterThan(0.98 * bound);
  });
  it.each([
    ['normal', 0.01],
    [new init.Normal(3), 3],
    [new init.Xavier({ rndType: 'gaussian' }), Math.sqrt(3 / 100)],
    ['msraprelu', Math.sqrt(2 / (1 + 0.25 ** 2) / 100)],
    [new init.MSRAPrelu({ factorType: 'in', slope: 0 }), Math.sqrt(2 / 50)],
  ] as const)('%s has its standard deviation', (rule, sigma) => {
    const got = deviation(numbers(made(rule, [150, 50])));
    expect(Math.abs(got / sigma - 1)).toBeLessThan(0.04);
  });
  it('a receptive field counts in both fans', () => {
    const largest = Math.max(...numbers(made('xavier', [20, 10, 5, 5])).map(Math.abs));
    const bound = Math.sqrt(3 / (25 * 15));
    expect(largest / bound).toBeGreaterThan(0.98);
    expect(largest).toBeLessThanOrEqual(bound);
  });
  it('G-67: the bound for (8, 4) is √(3/6)', () => {
    for (let i = 0; i < 50; i++)
      expect(Math.max(...numbers(made('xavier', [8, 4])).map(Math.abs))).toBeLessThanOrEqual(Math.sqrt(0.5));
  });
  it('Orthogonal: rows or columns are orthonormal, times the scale (property)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 }), (rows, columns) => {
        const q = made('orthogonal', [rows, columns]).div(new init.Orthogonal().scale);
        const gram = rows <= columns ? q.matmul(q.t()) : q.t().matmul(q);
        const n = Math.min(rows, columns);
        numbers(gram).forEach((value, i) => {
          expect(value).toBeCloseTo(i % (n + 1) === 0 ? 1 : 0, 5);
        });
      }),
    );
  });
  it('Bilinear: the outer product of ¼ ¾ ¾ ¼', () => {
    const side = [0.25, 0.75, 0.75, 0.25];
    expect(made('bilinear', [2, 1, 4, 4]).tolist()).toEqual(
      [0, 1].map(() => [side.map((a) => side.map((b) => a * b))]),
    );
    expect(() => made('bilinear', [4, 4])).toThrow(
      'Bilinear: expected a weight with four axes, received 2. It is for convolutions.',
    );
  });
  it('LSTMBias: the second quarter remembers', () => {
    expect(made('lstmbias', [8]).tolist()).toEqual([0, 0, 1, 1, 0, 0, 0, 0]);
    expect(made(new init.LSTMBias(2.5), [4]).tolist()).toEqual([0, 2.5, 0, 0]);
  });
  it('Mixed: the first pattern that matches from the start', () => {
    const rule = new init.Mixed(['.*bias', 'p_'], [new init.Zero(), new init.Constant(2)]);
    expect([made(rule, [1], 'p_bias').item(), made(rule, [1], 'p_weight').item()]).toEqual([0, 2]);
    expect(() => made(rule, [1], 'q_weight')).toThrow(
      "Mixed: expected a name some pattern matches, received 'q_weight' (did not match any pattern). Add '.*' as the last one.",
    );
    expect(() => new init.Mixed(['a'], [])).toThrow(
      'Mixed: expected one initializer per pattern, received 1 patterns and 0 initializers. Pair them up.',
    );
  });
  it('Load: by name, whatever stands before it', () => {
    const rule = new init.Load({ 'arg:p_weight': [1, 2], 'aux:p_mean': tensor([5, 6]) }, new init.One());
    expect([made(rule, [2]), made(rule, [2], 'p_mean'), made(rule, [2], 'other')].map(numbers)).toEqual([
      [1, 2],
      [5, 6],
      [1, 1],
    ]);
    expect(() => made(rule, [3])).toThrow(
      'Load: expected shape (3), received (2) (Parameter p_weight cannot be initialized from loading). Check the values.',
    );
    expect(() => made(new init.Load({}), [1])).toThrow(
      "Load: expected a name it knows, received 'p_weight' (Cannot Initialize: not found in loaded param and no default is provided). Pass a default initializer.",
    );
  });
  it('Xavier refuses vectors and unknown words', () => {
    expect(() => made('xavier', [3], 'p_bias')).toThrow(
      'Xavier: expected at least two axes, received 1 (Xavier initializer cannot be applied to vector p_bias). Choose another rule for it.',
    );
    expect(() => made(new init.Xavier({ factorType: 'mean' as 'avg' }), [2, 2])).toThrow(
      "Xavier: expected 'avg', 'in' or 'out', received 'mean' (Incorrect factor type). Choose one of the three.",
    );
    expect(() => made(new init.Xavier({ rndType: 'normal' as 'uniform' }), [2, 2])).toThrow(
      "Xavier: expected 'uniform' or 'gaussian', received 'normal' (Unknown random type). Choose one of the two.",
    );
  });
  it('G-60: a layer’s own rules are not overridden', () => {
    const dense = new Dense(2, { inUnits: 2, weightInitializer: 'ones' });
    dense.initialize(new init.Constant(5));
    expect([numbers(dense.weight.data()), numbers(dense.bias!.data())]).toEqual([
      [1, 1, 1, 1],
      [0, 0],
    ]);
  });
  it('G-61: known shapes start at once, the others layer by layer in the first forward, shared ones once', () => {
    const order: string[] = [];
    class Noting extends Initializer {
      override _initWeight(name: string): void {
        order.push(name);
      }
    }
    const net = new Sequential();
    const rule = { biasInitializer: new Noting() };
    const shared = new Dense(2, rule);
    net.add(shared, new Dense(2, { ...rule, inUnits: 2 }), new Dense(2, { params: shared.params, ...rule }));
    net.initialize(new Noting());
    const [lender, known] = ['dense0', 'dense1'];
    expect(order).toEqual([`${lender}_bias`, `${known}_weight`, `${known}_bias`]);
    net.call(ones([1, 2]));
    expect(order.splice(0)).toHaveLength(4);
    net.initialize(new Noting(), { forceReinit: true });
    expect(order).toEqual([`${lender}_weight`, `${lender}_bias`, `${known}_weight`, `${known}_bias`]);
  });
  it('G-63: a rule of your own is not asked for biases', () => {
    const asked: string[] = [];
    class Mine extends Initializer {
      override _initWeight(name: string, data: Tensor): void {
        asked.push(`${name} ${data.shape}`);
        data.fill_(4);
      }
    }
    const dense = new Dense(2, { inUnits: 3 });
    dense.initialize(new Mine());
    expect([asked, numbers(dense.weight.data())]).toEqual([['dense0_weight 2,3'], [4, 4, 4, 4, 4, 4]]);
    expect(() => made(new Initializer(), [1])).toThrow(
      'Initializer: expected an _initWeight(name, data) method, received none (Must override it). Write it in your subclass.',
    );
  });
  it('G-64: called by name, the ending decides', () => {
    const called = (name: string) => {
      const data = zeros([1]).sub(1);
      new init.Constant(7).call(name, data);
      return data.item();
    };
    expect(['a_weight', 'a_bias', 'a_gamma', 'a_beta', 'a_min', 'a_max'].map(called)).toEqual([
      7, 0, 1, 0, 0, 1,
    ]);
    expect(() => called('running_mean')).toThrow(
      "initializer: expected a name ending in weight, bias, gamma, beta, min or max, received 'running_mean' (Unknown initialization pattern). Use a name that tells its role.",
    );
  });
  it('G-66: dumps and equality', () => {
    const rule = new init.Xavier({ factorType: 'in', magnitude: 2.34 });
    expect(rule.dumps()).toBe('["xavier", {"rnd_type": "uniform", "factor_type": "in", "magnitude": 2.34}]');
    expect(
      String(
        new init.Constant([
          [1, 2],
          [3, 4],
        ]),
      ),
    ).toBe('["constant", {"value": [[1, 2], [3, 4]]}]');
    expect(rule.equals(new init.Xavier({ factorType: 'in', magnitude: 2.34 }))).toBe(true);
    expect([
      rule.equals(new init.Xavier()),
      rule.equals('xavier'),
      new init.Zero().equals(new init.One()),
    ]).toEqual([false, false, false]);
  });
  it('a seed repeats the numbers', () => {
    seed(9);
    const first = numbers(made('uniform', [5]));
    seed(9);
    expect(numbers(made('uniform', [5]))).toEqual(first);
  });
});
