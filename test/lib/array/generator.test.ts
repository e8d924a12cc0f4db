import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalBlocks } from '../../../lib/array/box-muller.ts';
import { Generator } from '../../../lib/array/generator.ts';
import { decode, loadRandom, type RandomCall } from '../../golden/torch/load.ts';
import { mersenne } from './mersenne.ts';

const seeds = fc.integer({ min: -(2 ** 32), max: 2 ** 40 });
const float32 = (length: number) => new Float32Array(length);

/** A deviation this many standard errors wide happens by chance once in 10⁹ tests (alpha 1e-9, two-sided). */
const Z = 6.11;

describe('the stream', () => {
  it('is MT19937 of the low 32 bits of the seed, across refills', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const [generator, draw] = [new Generator(seed), mersenne(seed % 2 ** 32)];
        for (let i = 0; i < 1300; i++) expect(generator.uint32()).toBe(draw());
      }),
      { seed: 1, numRuns: 20 },
    );
    expect(new Generator(-1).uint32()).toBe(new Generator(0xffffffff).uint32());
    expect(new Generator(2 ** 32 + 5).uint32()).toBe(new Generator(5).uint32());
    expect(new Generator().uint32()).toBe(new Generator(67280421310721).uint32());
  });

  it('starts anew with manualSeed, and forgets the kept normal number', () => {
    fc.assert(
      fc.property(seeds, fc.nat(9), (seed, before) => {
        const used = new Generator(3);
        used.fillNormal(float32(before), 0, 1);
        expect(used.manualSeed(seed)).toBe(used);
        const [again, fresh] = [float32(5), float32(5)];
        used.fillNormal(again, 0, 1);
        new Generator(seed).fillNormal(fresh, 0, 1);
        expect(again).toEqual(fresh);
      }),
      { seed: 2 },
    );
  });

  it('refuses seeds that are no whole numbers', () => {
    const cases: [unknown, string][] = [
      [1.5, 'the number 1.5'],
      [Number.NaN, 'the number NaN'],
      [2 ** 53, 'the number 9007199254740992'],
      ['7', "the string '7'"],
      [null, 'null'],
    ];
    for (const [seed, received] of cases) {
      const text = `manualSeed: expected a whole number below 2^53, received ${received}. Pass an integer such as 0 or 42.`;
      expect(() => new Generator(seed as number)).toThrow(text);
      expect(() => new Generator(0).manualSeed(seed as number)).toThrow(text);
    }
  });
});

describe('uniform numbers', () => {
  it('of float32 are 24 low bits, scaled with one rounding of the range and one of the result', () => {
    const bounds = fc.tuple(
      fc.float({ min: -99, max: 99, noNaN: true }),
      fc.double({ min: 0, max: 50, noNaN: true }),
    );
    fc.assert(
      fc.property(seeds, bounds, fc.integer({ min: 0, max: 1400 }), (seed, [low, width], length) => {
        const [out, draw] = [float32(length), mersenne(seed % 2 ** 32)];
        new Generator(seed).fillUniform(out, low, low + width);
        const range = Math.fround(Math.fround(low + width) - Math.fround(low));
        for (let i = 0; i < length; i++) {
          const u = (draw() % 2 ** 24) / 2 ** 24;
          expect(out[i]).toBe(Math.fround(u * range + Math.fround(low)));
        }
        expect(out.every((x) => x >= Math.fround(low) && x <= Math.fround(low + width))).toBe(true);
      }),
      { seed: 3 },
    );
  });

  it('of float64 are 53 bits of two draws, the high word first', () => {
    const [generator, draw] = [new Generator(8), mersenne(8)];
    const out = new Float64Array(700);
    generator.fillUniform(out, 0, 1);
    for (const x of out) {
      const word = BigInt(draw()) * 2n ** 32n + BigInt(draw());
      expect(x).toBe(Number(word % 2n ** 53n) / 2 ** 53);
    }
    expect(generator.uniform53()).toBeLessThan(1);
  });

  it('are the same however the calls are cut, singles included', () => {
    fc.assert(
      fc.property(seeds, fc.array(fc.nat(700), { maxLength: 6 }), (seed, lengths) => {
        const [pieces, whole] = [new Generator(seed), new Generator(seed)];
        const all = float32(lengths.reduce((a, b) => a + b + 1, 0));
        whole.fillUniform(all, 0, 1);
        const joined = lengths.flatMap((length) => {
          const part = float32(length);
          pieces.fillUniform(part, 0, 1);
          return [...part, pieces.uniform()];
        });
        expect(joined).toEqual([...all]);
      }),
      { seed: 4, numRuns: 50 },
    );
  });

  it('are evenly spread (alpha 1e-9)', () => {
    const [n, bins] = [200_000, 20];
    const out = float32(n);
    new Generator(5).fillUniform(out, -3, 5);
    const counts = new Array(bins).fill(0);
    for (const x of out) counts[Math.floor(((x + 3) / 8) * bins)]++;
    const deviation = Math.sqrt((n / bins) * (1 - 1 / bins));
    for (const count of counts) expect(Math.abs(count - n / bins)).toBeLessThan(Z * deviation);
    expect(Math.max(...out.subarray(0, 5000))).toBeGreaterThan(5 - 0.02 * 8);
  });
});

describe('normal numbers', () => {
  it('below 16 come in pairs: a second call goes on with the one that was kept', () => {
    fc.assert(
      fc.property(seeds, fc.nat(15), fc.nat(15), (seed, first, second) => {
        const [cut, whole] = [new Generator(seed), new Generator(seed)];
        const parts = [float32(first), float32(second)];
        for (const part of parts) cut.fillNormal(part, 0, 1);
        const singles = Array.from({ length: first + second }, () => {
          const one = float32(1);
          whole.fillNormal(one, 0, 1);
          return one[0];
        });
        expect(parts.flatMap((part) => [...part])).toEqual(singles);
      }),
      { seed: 6 },
    );
  });

  it('from 16 on are Box–Muller of blocks of 16, the last 16 drawn again when some are left over', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 16, max: 100 }), (seed, length) => {
        const [generator, draw] = [new Generator(seed), mersenne(seed % 2 ** 32)];
        const out = float32(length);
        generator.fillNormal(out, 1, 0.5);
        const u = Array.from({ length }, () => (draw() % 2 ** 24) / 2 ** 24);
        const want = new Array<number>(length);
        const block = (at: number) => {
          for (let j = at; j < at + 8; j++) {
            const radius = Math.sqrt(-2 * Math.log(1 - u[j]!));
            const angle = 2 * Math.PI * u[j + 8]!;
            want[j] = radius * Math.cos(angle) * 0.5 + 1;
            want[j + 8] = radius * Math.sin(angle) * 0.5 + 1;
          }
        };
        for (let at = 0; at + 16 <= length; at += 16) block(at);
        if (length % 16 !== 0) {
          for (let i = length - 16; i < length; i++) u[i] = (draw() % 2 ** 24) / 2 ** 24;
          block(length - 16);
        }
        for (let i = 0; i < length; i++) expect(Math.abs(out[i]! - want[i]!)).toBeLessThan(2e-6);
      }),
      { seed: 7 },
    );
  });

  it('follow the formula at its edges: u of 0, of 1 − 2⁻²⁴, and angles on the axes', () => {
    const edges = [
      0,
      1,
      2,
      2 ** 22,
      2 ** 23 - 1,
      2 ** 23,
      2 ** 23 + 1,
      3 * 2 ** 22,
      2 ** 24 - 2,
      2 ** 24 - 1,
    ];
    for (const a of edges) {
      for (const b of edges) {
        const block = float32(16);
        block[0] = a / 2 ** 24;
        block[8] = b / 2 ** 24;
        normalBlocks(block, 0, 16, 0, 1);
        const radius = Math.sqrt(-2 * Math.log(1 - a / 2 ** 24));
        const angle = Math.fround(Math.fround(2 * Math.PI) * (b / 2 ** 24));
        expect(Math.abs(block[0]! - radius * Math.cos(angle))).toBeLessThanOrEqual(3e-7);
        expect(Math.abs(block[8]! - radius * Math.sin(angle))).toBeLessThanOrEqual(3e-7);
      }
    }
  });

  it('have the quantiles, mean and variance they should (alpha 1e-9)', () => {
    const n = 200_000;
    const below: [number, number][] = [
      [-2, 0.0227501319],
      [-1, 0.1586552539],
      [0, 0.5],
      [0.5, 0.6914624613],
      [1.5, 0.9331927987],
      [3, 0.998650102],
    ];
    for (const out of [float32(n), new Float64Array(n)]) {
      new Generator(9).fillNormal(out, 2, 3);
      for (const [z, share] of below) {
        const count = out.filter((x) => (x - 2) / 3 < z).length;
        expect(Math.abs(count - n * share)).toBeLessThan(Z * Math.sqrt(n * share * (1 - share)));
      }
      const mean = [...out].reduce((sum, x) => sum + x, 0) / n;
      const variance = [...out].reduce((sum, x) => sum + (x - mean) ** 2, 0) / n;
      expect(Math.abs(mean - 2)).toBeLessThan((Z * 3) / Math.sqrt(n));
      expect(Math.abs(variance - 9)).toBeLessThan(Z * 9 * Math.sqrt(2 / n));
    }
  });
});

describe('permutations', () => {
  it('hold each number once, and every number comes first equally often (alpha 1e-9)', () => {
    fc.assert(
      fc.property(seeds, fc.nat(60), (seed, n) => {
        const sorted = new Generator(seed).permutation(n).sort((a, b) => a - b);
        expect(sorted).toEqual(Array.from({ length: n }, (_, i) => i));
      }),
      { seed: 10 },
    );
    const [generator, n, runs] = [new Generator(11), 5, 20_000];
    const counts = new Array(n).fill(0);
    for (let i = 0; i < runs; i++) counts[generator.permutation(n)[0]!]++;
    for (const count of counts) {
      expect(Math.abs(count - runs / n)).toBeLessThan(Z * Math.sqrt((runs / n) * (1 - 1 / n)));
    }
  });

  it('refuse a length that is none', () => {
    for (const [n, received] of [
      [-1, '-1'],
      [2.5, '2.5'],
      [2 ** 32, '4294967296'],
    ] as const) {
      expect(() => new Generator(0).permutation(n)).toThrow(
        `permutation: expected a whole number ≥ 0, received the number ${received}. Pass the number of items to shuffle.`,
      );
    }
  });
});

/** How far a call may be from PyTorch: nothing where only whole numbers and one rounding are involved. */
function tolerance({ op, result, args }: RandomCall): number {
  if (op === 'rand' || op === 'uniform_' || op === 'randperm') return 0;
  if (result.dtype === 'float64') return 1e-15;
  const size = result.shape.reduce((a, b) => a * b, 1);
  const scale = Math.max(1, Math.abs(Number(args.mean ?? 0)), Number(args.std ?? 1));
  return size < 16 ? 0 : 2.4e-7 * scale;
}

describe('PyTorch 1.13', () => {
  const drawn = new Set(['rand', 'randn', 'uniform_', 'normal_', 'randperm']);
  const streams = loadRandom().streams.filter(({ calls }) => calls.every(({ op }) => drawn.has(op)));

  it.each(streams.map((stream) => [`${stream.seed}: ${stream.calls.map((c) => c.op)}`, stream]))(
    'draws the same after seed %s',
    (_, { seed, calls }) => {
      const generator = new Generator(seed as number);
      for (const call of calls) {
        const want = decode(call.result);
        const out = call.result.dtype === 'float32' ? float32(want.length) : new Float64Array(want.length);
        const { a = 0, b = 1, mean = 0, std = 1 } = call.args as Record<string, number>;
        if (call.op === 'randperm') out.set(generator.permutation(want.length));
        else if (call.op === 'rand' || call.op === 'uniform_') generator.fillUniform(out, a, b);
        else generator.fillNormal(out, mean, std);
        const gaps = [...out].map((x, i) => Math.abs(x - want[i]!));
        expect(Math.max(...gaps)).toBeLessThanOrEqual(tolerance(call));
      }
    },
  );

  it('has the same bits in nearly all normal numbers', () => {
    let [count, same] = [0, 0];
    for (const { seed, calls } of streams) {
      const generator = new Generator(seed);
      for (const { op, result, args } of calls) {
        if (!['randn', 'normal_'].includes(op) || result.dtype !== 'float32') break;
        const want = decode(result);
        const out = float32(want.length);
        generator.fillNormal(out, Number(args.mean ?? 0), Number(args.std ?? 1));
        count += out.length;
        same += out.filter((x, i) => Object.is(x, want[i])).length;
      }
    }
    expect(same).toBeGreaterThan(0.98 * count);
  });
});
