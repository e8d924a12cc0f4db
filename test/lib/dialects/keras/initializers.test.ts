import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Constant,
  GlorotNormal,
  GlorotUniform,
  getInitializer,
  HeNormal,
  Identity,
  Initializer,
  kernelFans,
  LecunUniform,
  Orthogonal,
  RandomNormal,
  RandomUniform,
  serializeInitializer,
  setRandomSeed,
  TruncatedNormal,
  VarianceScaling,
  Zeros,
} from '../../../../lib/dialects/keras/index.ts';
import { refused } from '../../refused.ts';

const spread = (values: readonly number[]): number => {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
};

describe('seeded numbers', () => {
  it('GlorotUniform(seed=42) of (2, 2) is Keras’s (case 59)', () => {
    const values = new GlorotUniform({ seed: 42 }).call([2, 2]).values();
    expect(values.map((v) => v.toPrecision(7))).toEqual([
      '-0.5329278',
      '-0.003877759',
      '0.5277635',
      '-1.175260',
    ]);
  });
  it('the same seed and shape give the same numbers at every call; unseeded ones follow the session', () => {
    const seeded = new RandomNormal({ stddev: 0.01, seed: 42 });
    expect(seeded.call([3, 5]).values()).toEqual(seeded.call([3, 5]).values());
    const draw = () => {
      setRandomSeed(1);
      return [new RandomUniform().call([4]).values(), new RandomUniform().call([4]).values()];
    };
    expect(draw()).toEqual(draw());
    expect(draw()[0]).not.toEqual(draw()[1]);
  });
});

describe('rules', () => {
  it('uniform ones fill their bound and never leave it', () => {
    const sizes = fc.tuple(fc.integer({ min: 8, max: 40 }), fc.integer({ min: 32, max: 60 }), fc.nat());
    fc.assert(
      fc.property(sizes, ([inputs, units, seed]) => {
        for (const [rule, bound] of [
          [new GlorotUniform({ seed }), Math.sqrt(6 / (inputs + units))],
          [new LecunUniform({ seed }), Math.sqrt(3 / inputs)],
        ] as const) {
          const largest = Math.max(...rule.call([inputs, units]).values().map(Math.abs));
          // 256 or more draws miss the outer tenth with probability 0.9^256 = 2e-12.
          expect(largest / bound).toBeGreaterThan(0.9);
          expect(largest).toBeLessThanOrEqual(Math.fround(bound));
        }
      }),
      { numRuns: 30, seed: 7 },
    );
  });
  it('normal ones have their deviation, truncated ones after truncation', () => {
    // Six sigma of a deviation from 30,000 normal draws is 6/√60,000 = 2.4 %.
    const shape = [100, 300];
    const near = (rule: Initializer, wanted: number) =>
      expect(Math.abs(spread(rule.call(shape).values()) / wanted - 1)).toBeLessThan(0.025);
    near(new HeNormal({ seed: 1 }), Math.sqrt(2 / 100));
    near(new GlorotNormal({ seed: 2 }), Math.sqrt(2 / 400));
    near(new RandomNormal({ seed: 3 }), 0.05);
    near(new TruncatedNormal({ seed: 4 }), 0.05 * 0.8796);
    near(
      new VarianceScaling({ distribution: 'untruncated_normal', mode: 'fan_out', seed: 5 }),
      Math.sqrt(1 / 300),
    );
    expect(
      Math.max(...new TruncatedNormal({ seed: 4 }).call(shape).values().map(Math.abs)),
    ).toBeLessThanOrEqual(0.1);
  });
  it('Orthogonal and Identity', () => {
    const q = new Orthogonal({ gain: 2, seed: 1 }).call([5, 3]);
    for (let a = 0; a < 3; a++) {
      for (let b = 0; b < 3; b++) {
        let dot = 0;
        for (let i = 0; i < 5; i++) dot += q.get(i, a) * q.get(i, b);
        expect(dot).toBeCloseTo(a === b ? 4 : 0, 5);
      }
    }
    expect(new Identity({ gain: 3 }).call([2, 3]).toArray()).toEqual([
      [3, 0, 0],
      [0, 3, 0],
    ]);
    expect(kernelFans([5, 5, 3, 16])).toEqual({ fanIn: 75, fanOut: 400 });
    expect([kernelFans([]), kernelFans([7])]).toEqual([
      { fanIn: 1, fanOut: 1 },
      { fanIn: 7, fanOut: 7 },
    ]);
  });
});

describe('identifiers and errors', () => {
  it('names in either spelling', () => {
    expect(getInitializer('zeros')([2], 'float32').values()).toEqual([0, 0]);
    expect(getInitializer('Ones')([1], 'float32').values()).toEqual([1]);
    expect(getInitializer(Zeros)([1], 'float32').values()).toEqual([0]);
    expect(new Constant(5).call([1]).values()).toEqual([5]);
    expect(['zero', 'one'].map((name) => getInitializer(name)([1], 'float32').get(0))).toEqual([0, 1]);
  });
  it('plain data makes an equal one', () => {
    const given = [
      new RandomUniform({ minval: 1, maxval: 2, seed: 5 }),
      new RandomNormal({ mean: 3, seed: 5 }),
      new VarianceScaling({ scale: 2, mode: 'fan_out', distribution: 'uniform', seed: 5 }),
      new HeNormal({ seed: 5 }),
      new Orthogonal({ gain: 2, seed: 5 }),
      new Identity({ gain: 2 }),
      new Constant(4),
      new Zeros(),
    ];
    for (const rule of given) {
      const data = JSON.parse(JSON.stringify(serializeInitializer(rule)));
      expect(getInitializer(data)([2, 2], 'float32').values()).toEqual(rule.call([2, 2]).values());
    }
    expect(serializeInitializer(new HeNormal({ seed: 5 }))).toEqual({
      className: 'HeNormal',
      config: { seed: 5 },
    });
  });
  it('are refused when unknown or impossible', () => {
    refused(
      () => getInitializer('nope'),
      'ValueError',
      "initializer: expected a known name, received 'nope' (Unknown initializer). Known names: zeros, ones, constant",
    );
    refused(
      () => getInitializer({ className: 'toString' }),
      'ValueError',
      "initializer: expected a known name, received 'toString' (Unknown initializer).",
    );
    refused(
      () => new GlorotUniform({ seed: 1.5 }),
      'ValueError',
      'GlorotUniform seed: expected a whole number, received the number 1.5. Leave it out for other numbers each time.',
    );
    refused(
      () => getInitializer(3 as never),
      'ValueError',
      'initializer: expected an initializer, its name or a function, received the number 3 (Could not interpret initializer identifier). Pass Constant(1), say.',
    );
    refused(
      () => new Initializer().call([1]),
      'NotImplementedError',
      'Initializer: expected a call(shape, dtype) method, received none. Write call in your subclass.',
    );
    refused(
      () => new VarianceScaling({ scale: 0 }),
      'ValueError',
      'VarianceScaling scale: expected a number > 0, received 0. Choose another scale.',
    );
    refused(
      () => new VarianceScaling({ mode: 'x' as never }),
      'ValueError',
      'VarianceScaling mode: expected fan_in, fan_out or fan_avg, received x.',
    );
    refused(
      () => new VarianceScaling({ distribution: 'x' as never }),
      'ValueError',
      'VarianceScaling distribution',
    );
    refused(
      () => new Orthogonal().call([3]),
      'ValueError',
      'Orthogonal: expected two or more axes, received (3,). Use it on kernels, not biases.',
    );
    refused(
      () => new Identity().call([1, 2, 3]),
      'ValueError',
      'Identity: expected a matrix, received shape (1, 2, 3). Use it on 2-D kernels only.',
    );
  });
});
