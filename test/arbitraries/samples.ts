import fc from 'fast-check';

/**
 * Numbers in a shape, as plain data: `nested()` is what `tensor(…)` takes. Frozen, since what a submission wrote into a
 * case would be shrunk and shown as if it had been drawn.
 */
export class Sample {
  readonly shape: readonly number[];
  readonly values: readonly number[];
  constructor(shape: readonly number[], values: readonly number[]) {
    this.shape = Object.freeze(shape);
    this.values = Object.freeze(values);
  }
  nested(): never {
    let at = 0;
    const build = (axis: number): unknown =>
      axis === this.shape.length
        ? this.values[at++]!
        : Array.from({ length: this.shape[axis]! }, () => build(axis + 1));
    return build(0) as never;
  }
  toString(): string {
    return `(${this.shape.join(', ')}) [${this.values.join(', ')}]`;
  }
}

const size = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);

export interface SampleOptions {
  readonly minRank?: number;
  readonly maxRank?: number;
  readonly maxLength?: number;
}

/**
 * Arrays of any shape holding eighths. Shrinks the way a reader wants to see it: fewer axes, shorter axes with the
 * remaining numbers kept, then zeros, then smaller numbers. (fast-check's `chain` would keep the first shape.)
 */
class SampleArbitrary extends fc.Arbitrary<Sample> {
  readonly #minRank: number;
  readonly #maxRank: number;
  readonly #maxLength: number;
  constructor({ minRank = 1, maxRank = 3, maxLength = 4 }: SampleOptions) {
    super();
    this.#minRank = minRank;
    this.#maxRank = maxRank;
    this.#maxLength = maxLength;
  }

  generate(random: fc.Random): fc.Value<Sample> {
    const rank = random.nextInt(this.#minRank, this.#maxRank);
    const shape = Array.from({ length: rank }, () => random.nextInt(1, this.#maxLength));
    const values = Array.from({ length: size(shape) }, () => random.nextInt(-24, 24) / 8);
    return new fc.Value(new Sample(shape, values), undefined);
  }
  canShrinkWithoutContext(value: unknown): value is Sample {
    return value instanceof Sample;
  }
  shrink(sample: Sample): fc.Stream<fc.Value<Sample>> {
    return fc.stream(this.#smaller(sample)).map((smaller) => new fc.Value(smaller, undefined));
  }

  *#smaller({ shape, values }: Sample): IterableIterator<Sample> {
    for (let axis = 0; axis < shape.length; axis++) {
      const length = shape[axis]!;
      if (length === 1 && shape.length > this.#minRank) yield new Sample(shape.toSpliced(axis, 1), values);
      for (const kept of new Set([1, Math.floor(length / 2), length - 1])) {
        if (kept < 1 || kept >= length) continue;
        yield cut(shape, values, axis, 0, kept);
        yield cut(shape, values, axis, length - kept, kept);
      }
    }
    const filled = values.flatMap((value, i) => (value === 0 ? [] : [i]));
    if (filled.length > 1) {
      const half = new Set(filled.slice(0, filled.length >> 1));
      yield new Sample(
        shape,
        values.map((value, i) => (half.has(i) ? 0 : value)),
      );
    }
    for (const i of filled) {
      for (const smaller of new Set([
        0,
        Math.sign(values[i]!),
        Math.trunc(values[i]!),
        Math.trunc(values[i]! / 2),
      ])) {
        if (Math.abs(smaller) < Math.abs(values[i]!)) yield new Sample(shape, values.with(i, smaller));
      }
    }
  }
}

/** The part of an array that keeps `count` positions of one axis from `start` on. */
function cut(
  shape: readonly number[],
  values: readonly number[],
  axis: number,
  start: number,
  count: number,
): Sample {
  const inner = size(shape.slice(axis + 1));
  const block = shape[axis]! * inner;
  const kept = values.filter((_, i) => {
    const position = Math.floor((i % block) / inner);
    return position >= start && position < start + count;
  });
  return new Sample(shape.with(axis, count), kept);
}

export const samples = (options: SampleOptions = {}): fc.Arbitrary<Sample> => new SampleArbitrary(options);

/** Eighths in a fixed shape. */
export const samplesOf = (shape: readonly number[]): fc.Arbitrary<Sample> =>
  fc.array(fc.integer({ min: -24, max: 24 }), { minLength: size(shape), maxLength: size(shape) }).map(
    (eighths) =>
      new Sample(
        shape,
        eighths.map((k) => k / 8),
      ),
  );

/** `count` eighths in [−3, 3] made from a seed, for tests that draw the sizes and then need numbers. Never all equal. */
export function eighthsFrom(seed: number, count: number): number[] {
  let state = (seed ^ 0x9e3779b9) | 0;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) | 0;
    return ((((state ^ (state >>> 13)) >>> 0) % 49) - 24) / 8;
  });
}
