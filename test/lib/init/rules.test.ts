import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Generator } from '../../../lib/array/generator.ts';
import * as rules from '../../../lib/init/rules.ts';
import { mersenne } from '../array/mersenne.ts';

/** Deviation that chance exceeds once in 10⁹ tests (alpha 1e-9, two-sided). */
const Z = 6.11;
const BIG = [300, 200];
const SIZE = 60_000;

afterEach(() => vi.restoreAllMocks());

const drawn = (rule: rules.InitRule, shape = BIG, seed = 1, dtype?: rules.Float): number[] =>
  rule(shape, new Generator(seed), dtype).values();
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const largest = (values: readonly number[]) => values.reduce((most, x) => Math.max(most, Math.abs(x)), 0);

const everyRule: [string, rules.InitRule][] = [
  ['uniform', rules.uniform(-1, 2)],
  ['normal', rules.normal(1, 2)],
  ['constant', rules.constant(42)],
  ['zeros', rules.zeros],
  ['ones', rules.ones],
  ['eye', rules.eye],
  ['xavierUniform', rules.xavierUniform()],
  ['xavierNormal', rules.xavierNormal()],
  ['kaimingUniform', rules.kaimingUniform()],
  ['kaimingNormal', rules.kaimingNormal()],
  ['truncNormal', rules.truncNormal()],
  ['orthogonal', rules.orthogonal()],
  ['sparse', rules.sparse(0.3)],
];

describe('every rule', () => {
  it.each(everyRule)('%s gives the shape and dtype asked for, the same for the same seed', (_, rule) => {
    const sides = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(
        sides,
        sides,
        fc.nat(),
        fc.constantFrom('float32', 'float64'),
        (rows, columns, seed, dtype) => {
          const made = rule([rows, columns], new Generator(seed), dtype as rules.Float);
          expect([made.shape, made.dtype, made.size]).toEqual([[rows, columns], dtype, rows * columns]);
          expect(made.values().every(Number.isFinite)).toBe(true);
          expect(made.values()).toEqual(drawn(rule, [rows, columns], seed, dtype as rules.Float));
        },
      ),
      { seed: 1, numRuns: 30 },
    );
    expect(rule([2, 2], new Generator(0)).dtype).toBe('float32');
  });

  it.each(everyRule)('%s takes an empty shape', (_, rule) => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    expect(rule([0, 3], new Generator(0)).shape).toEqual([0, 3]);
  });
});

describe('uniform rules', () => {
  /** Rule, bound by the textbook's formula for (300, 200): fan in 200, fan out 300. */
  const cases: [string, rules.InitRule, number][] = [
    ['uniform', rules.uniform(-0.3, 0.3), 0.3],
    ['xavierUniform', rules.xavierUniform(), Math.sqrt(6 / 500)],
    ['xavierUniform, gain 5/3', rules.xavierUniform(5 / 3), (5 / 3) * Math.sqrt(6 / 500)],
    ['kaimingUniform', rules.kaimingUniform(), Math.sqrt(2) * Math.sqrt(3 / 200)],
    ['kaimingUniform, fan_out', rules.kaimingUniform({ mode: 'fan_out' }), Math.sqrt(2) * Math.sqrt(3 / 300)],
    ['kaimingUniform, tanh', rules.kaimingUniform({ nonlinearity: 'tanh' }), (5 / 3) * Math.sqrt(3 / 200)],
    ["a Linear's", rules.kaimingUniform({ a: Math.sqrt(5) }), 1 / Math.sqrt(200)],
  ];

  it.each(cases)(
    '%s stays within its bound, reaches it, and has its variance (alpha 1e-9)',
    (_, rule, bound) => {
      const values = drawn(rule);
      expect(largest(values)).toBeLessThanOrEqual(Math.fround(bound) * (1 + 1e-7));
      expect(largest(values)).toBeGreaterThan(0.999 * bound);
      const square = bound ** 2 / 3;
      expect(Math.abs(mean(values))).toBeLessThan(Z * Math.sqrt(square / SIZE));
      // Var(x²) = E x⁴ − (E x²)² = bound⁴ (1/5 − 1/9).
      const spread = bound ** 2 * Math.sqrt(4 / 45 / SIZE);
      expect(Math.abs(mean(values.map((x) => x * x)) - square)).toBeLessThan(Z * spread);
    },
  );

  it("a Linear's bound is written as PyTorch writes it: one bit below 1/√4", () => {
    const bound = Math.sqrt(3) * (Math.sqrt(2 / (1 + Math.sqrt(5) ** 2)) / Math.sqrt(4));
    expect(bound).toBe(0.49999999999999994);
    const [values, draw] = [
      drawn(rules.kaimingUniform({ a: Math.sqrt(5) }), [3, 4], 5, 'float64'),
      mersenne(5),
    ];
    for (const x of values) {
      const u = Number((BigInt(draw()) * 2n ** 32n + BigInt(draw())) % 2n ** 53n) / 2 ** 53;
      expect(x).toBe(u * (bound + bound) - bound);
    }
  });
});

describe('normal rules', () => {
  const cases: [string, rules.InitRule, number, number][] = [
    ['normal', rules.normal(2, 0.5), 2, 0.5],
    ['xavierNormal', rules.xavierNormal(3), 0, 3 * Math.sqrt(2 / 500)],
    ['kaimingNormal', rules.kaimingNormal(), 0, Math.sqrt(2 / 200)],
    [
      'kaimingNormal, fan_out',
      rules.kaimingNormal({ mode: 'fan_out', nonlinearity: 'linear' }),
      0,
      Math.sqrt(1 / 300),
    ],
  ];

  it.each(cases)('%s has its mean, deviation and shares of the bell (alpha 1e-9)', (_, rule, centre, std) => {
    const z = drawn(rule).map((x) => (x - centre) / std);
    expect(Math.abs(mean(z))).toBeLessThan(Z / Math.sqrt(SIZE));
    expect(Math.abs(mean(z.map((x) => x * x)) - 1)).toBeLessThan(Z * Math.sqrt(2 / SIZE));
    const shares: [number, number][] = [
      [-1, 0.1586552539],
      [0, 0.5],
      [2, 0.9772498681],
    ];
    for (const [edge, share] of shares) {
      const count = z.filter((x) => x < edge).length;
      expect(Math.abs(count - SIZE * share)).toBeLessThan(Z * Math.sqrt(SIZE * share * (1 - share)));
    }
  });

  it('truncNormal stays within absolute bounds and keeps the shape of the bell between them (alpha 1e-9)', () => {
    const values = drawn(rules.truncNormal(1, 2, 0, 3));
    expect(values.every((x) => x >= 0 && x <= 3)).toBe(true);
    expect(Math.min(...values)).toBeLessThan(0.003);
    expect(Math.max(...values)).toBeGreaterThan(2.997);
    // Φ((1 − 1)/2) = 0.5 lies between Φ(−0.5) and Φ(1).
    const [low, high] = [0.3085375387, 0.8413447461];
    const share = (0.5 - low) / (high - low);
    const count = values.filter((x) => x < 1).length;
    expect(Math.abs(count - SIZE * share)).toBeLessThan(Z * Math.sqrt(SIZE * share * (1 - share)));
  });
});

describe('patterns', () => {
  it('constants draw nothing', () => {
    const [used, fresh] = [new Generator(3), new Generator(3)];
    for (const rule of [rules.constant(1), rules.zeros, rules.ones, rules.eye]) rule([3, 2], used);
    rules.dirac()([2, 2, 3], used);
    expect(used.uint32()).toBe(fresh.uint32());
    expect(drawn(rules.constant(-2.5), [2, 2])).toEqual([-2.5, -2.5, -2.5, -2.5]);
    expect(drawn(rules.eye, [2, 3])).toEqual([1, 0, 0, 0, 1, 0]);
    expect(drawn(rules.eye, [3, 2])).toEqual([1, 0, 0, 1, 0, 0]);
  });

  it('dirac hands each channel on: as far as there are both, and nothing else', () => {
    const length = fc.integer({ min: 1, max: 4 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        fc.tuple(length, length, length, length),
        (groups, [own, inner, h, w]) => {
          const made = rules.dirac(groups)([groups * own, inner, h, w], new Generator(0));
          for (let out = 0; out < groups * own; out++) {
            for (let c = 0; c < inner; c++) {
              for (let y = 0; y < h; y++) {
                for (let x = 0; x < w; x++) {
                  const centre = y === Math.floor(h / 2) && x === Math.floor(w / 2);
                  expect(made.get(out, c, y, x)).toBe(centre && out % own === c ? 1 : 0);
                }
              }
            }
          }
        },
      ),
      { seed: 4, numRuns: 40 },
    );
  });

  it('orthogonal rows or columns have right angles and length gain, in any rank', () => {
    const shapes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(shapes, fc.nat(), fc.constantFrom(1, 1.5), (shape, seed, gain) => {
        const values = drawn(rules.orthogonal(gain), shape, seed, 'float64');
        const rows = shape[0]!;
        const columns = values.length / rows;
        const at = (i: number, j: number) => values[rows <= columns ? i * columns + j : j * columns + i]!;
        const [few, many] = [Math.min(rows, columns), Math.max(rows, columns)];
        for (let a = 0; a < few; a++) {
          for (let b = 0; b < few; b++) {
            let product = 0;
            for (let k = 0; k < many; k++) product += at(a, k) * at(b, k);
            expect(Math.abs(product - (a === b ? gain ** 2 : 0))).toBeLessThan(1e-12);
          }
        }
      }),
      { seed: 5 },
    );
  });

  it('sparse has exactly ⌈sparsity · rows⌉ zeros in each column', () => {
    const sides = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(sides, sides, fc.double({ min: 0, max: 1, noNaN: true }), (rows, columns, sparsity) => {
        const values = drawn(rules.sparse(sparsity), [rows, columns]);
        for (let j = 0; j < columns; j++) {
          let zeros = 0;
          for (let i = 0; i < rows; i++) if (values[i * columns + j] === 0) zeros++;
          expect(zeros).toBe(Math.ceil(sparsity * rows));
        }
      }),
      { seed: 6 },
    );
  });
});
