import fc from 'fast-check';
import { eighthsFrom, Sample, type SampleOptions, samples, samplesOf } from '../arbitraries/samples.ts';
import { strided } from '../arbitraries/strided.ts';

/** What kata tests draw their cases from. */
export const gen = {
  /** A seed for a generator; shrinks towards 0. */
  seed: (): fc.Arbitrary<number> => fc.integer({ min: 0, max: 0x7fffffff }),
  /** A length of an axis. */
  dim: (min = 1, max = 6): fc.Arbitrary<number> => fc.integer({ min, max }),
  /** A list of lengths. */
  shape: ({ minRank = 1, maxRank = 3, maxLength = 4 }: SampleOptions = {}): fc.Arbitrary<number[]> =>
    fc.array(fc.integer({ min: 1, max: maxLength }), { minLength: minRank, maxLength: maxRank }),
  /** Numbers in any shape, with shrinking that keeps the picture small. */
  array: (options: SampleOptions = {}): fc.Arbitrary<Sample> => samples(options),
  /** Numbers in rows and columns. */
  grid: (rows: number, columns: number): fc.Arbitrary<Sample> => samplesOf([rows, columns]),
  /** Views of ndarray: transposed, offset, with steps, backwards; only some of them lie densely in their buffer. */
  strided,
  /** Numbers made from a seed, for cases whose sizes are drawn first. */
  from: (seed: number, ...shape: number[]): Sample =>
    new Sample(
      shape,
      eighthsFrom(
        seed,
        shape.reduce((product, n) => product * n, 1),
      ),
    ),
  integer: (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max }),
  boolean: (): fc.Arbitrary<boolean> => fc.boolean(),
  constantFrom: <T>(...values: T[]): fc.Arbitrary<T> => fc.constantFrom(...values),
  tuple: fc.tuple,
  list: <T>(item: fc.Arbitrary<T>, min = 0, max = 5): fc.Arbitrary<T[]> =>
    fc.array(item, { minLength: min, maxLength: max }),
  record: fc.record,
  oneof: fc.oneof,
} as const;
