import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorFunction, inverseErrorFunction } from '../../../lib/init/erf.ts';
import { orthonormal } from '../../../lib/init/qr.ts';

/** 2/√π ∫₀ˣ e^(−t²) dt by Simpson's rule on many strips. */
function integral(x: number): number {
  const strips = 4000;
  const h = x / strips;
  let total = 0;
  for (let i = 0; i <= strips; i++) {
    const weight = i === 0 || i === strips ? 1 : i % 2 === 1 ? 4 : 2;
    total += weight * Math.exp(-((i * h) ** 2));
  }
  return ((2 / Math.sqrt(Math.PI)) * total * h) / 3;
}

describe('erf', () => {
  it('is the integral it stands for', () => {
    for (let x = -7; x <= 7; x += 0.05) expect(Math.abs(errorFunction(x) - integral(x))).toBeLessThan(2e-14);
    // Python's math.erf.
    expect(errorFunction(0.5)).toBeCloseTo(0.5204998778130465, 15);
    expect(errorFunction(2.4999)).toBeCloseTo(0.9995928300996666, 14);
    expect(errorFunction(3)).toBeCloseTo(0.9999779095030014, 15);
    expect([errorFunction(9), errorFunction(-9), errorFunction(0)]).toEqual([1, -1, 0]);
  });

  it('is undone by its inverse', () => {
    fc.assert(
      fc.property(fc.double({ min: -0.9999999, max: 0.9999999, noNaN: true }), (y) => {
        expect(Math.abs(errorFunction(inverseErrorFunction(y)) - y)).toBeLessThan(1e-14);
      }),
      { seed: 1, numRuns: 500 },
    );
    expect([1, -1].map(inverseErrorFunction)).toEqual([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
    expect(inverseErrorFunction(0)).toBe(0);
  });
});

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * b[i]!, 0);

/** Gram–Schmidt, twice per column against rounding: unique, so it must agree. */
function gramSchmidt(columns: readonly number[][]): number[][] {
  const made: number[][] = [];
  for (const column of columns) {
    let rest = [...column];
    for (let round = 0; round < 2; round++) {
      for (const q of made) {
        const share = dot(q, rest);
        rest = rest.map((x, i) => x - share * q[i]!);
      }
    }
    const length = Math.sqrt(dot(rest, rest));
    made.push(rest.map((x) => x / length));
  }
  return made;
}

describe('orthonormal', () => {
  const sizes = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }));
  const matrices = sizes.chain(([rows, columns]) =>
    fc
      .array(fc.integer({ min: -40, max: 40 }), { minLength: rows * columns, maxLength: rows * columns })
      .map((values) => {
        // A heavy diagonal keeps the columns independent.
        for (let i = 0; i < Math.min(rows, columns); i++) values[i * columns + i]! += 300;
        return { rows, columns, values };
      }),
  );

  it('gives the Q of a QR decomposition with a positive diagonal: what Gram–Schmidt gives', () => {
    fc.assert(
      fc.property(matrices, ({ rows, columns, values }) => {
        const column = (m: ArrayLike<number>, j: number) =>
          Array.from({ length: rows }, (_, i) => m[i * columns + j]!);
        const row = (m: ArrayLike<number>, i: number) =>
          Array.from({ length: columns }, (_, j) => m[i * columns + j]!);
        const q = orthonormal(values, rows, columns);
        const [pick, count] = rows >= columns ? [column, columns] : [row, rows];
        const lines = (m: ArrayLike<number>) => Array.from({ length: count }, (_, k) => pick(m, k));
        const [made, want] = [lines(q), gramSchmidt(lines(values))];
        for (let a = 0; a < count; a++) {
          for (let b = 0; b < count; b++)
            expect(Math.abs(dot(made[a]!, made[b]!) - (a === b ? 1 : 0))).toBeLessThan(1e-13);
          made[a]!.forEach((x, i) => {
            expect(Math.abs(x - want[a]![i]!)).toBeLessThan(1e-12);
          });
        }
      }),
      { seed: 2 },
    );
  });

  it('survives a matrix without rank, and columns longer than an argument list', () => {
    expect([...orthonormal([0, 0, 0, 0], 2, 2)].every(Number.isFinite)).toBe(true);
    const tall = orthonormal(new Float64Array(200_000).fill(2), 200_000, 1);
    expect(tall[7]).toBeCloseTo(1 / Math.sqrt(200_000), 12);
  });
});
