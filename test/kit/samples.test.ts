import fc from 'fast-check';
import { expect, describe as group, it } from 'vitest';
import { type Layout, laidOut, layouts } from '../arbitraries/strided.ts';
import { gen, Sample } from './index.ts';
import { numbersOf } from './numbers.ts';

const seeds = Array.from({ length: 60 }, (_, i) => i + 1);

/** The sizes of the smallest cases on which a law breaks, over many seeds; only seeds that break it count. */
function smallest(breaks: (sample: Sample) => boolean): number[] {
  return seeds.flatMap((seed) => {
    const law = fc.property(gen.array({ maxRank: 3, maxLength: 5 }), (sample) => !breaks(sample));
    const { counterexample } = fc.check(law, { seed, numRuns: 100 });
    return counterexample === null ? [] : [counterexample[0].values.length];
  });
}
const mean = (list: readonly number[]): number => list.reduce((sum, n) => sum + n, 0) / list.length;

group('what is shown of a wrong array', () => {
  it('is one number when one number is to blame', () => {
    const sizes = smallest(({ values }) => values.some((v) => v > 2));
    expect(sizes.length).toBe(seeds.length);
    expect(Math.max(...sizes)).toBe(1);
  });
  it('is two when two neighbours are', () => {
    const ties = smallest(({ values }) => values.some((v, i) => i > 0 && v === values[i - 1]));
    expect(ties.length).toBe(seeds.length);
    expect(Math.max(...ties)).toBe(2);
  });
  it('is few when their sum is', () => {
    const sums = smallest(({ values }) => values.reduce((sum, v) => sum + v, 0) > 5);
    expect(sums.length).toBe(seeds.length);
    // Numbers end at 3, so at least two are needed; numbers shrink as well, which may leave three or four small ones.
    expect(mean(sums)).toBeLessThan(4);
  });
  it('keeps the rank asked for', () => {
    const law = fc.property(gen.array({ minRank: 2, maxRank: 2 }), () => false);
    expect(fc.check(law, { seed: 1 }).counterexample?.[0]).toEqual(new Sample([1, 1], [0]));
  });
  it('was not written to by whoever got it', () => {
    const { shape, values } = new Sample([2], [1, 2]);
    expect(() => Reflect.apply(Array.prototype.fill, values, [0])).toThrow(TypeError);
    expect(() => Reflect.apply(Array.prototype.pop, shape, [])).toThrow(TypeError);
  });
});

group('views', () => {
  it.each(layouts)('laid out %s read as the sample they were made of', (layout: Layout) => {
    fc.assert(
      fc.property(gen.array({ minRank: 0 }), (sample) => {
        expect(numbersOf(laidOut(sample, layout))).toEqual({ shape: sample.shape, values: sample.values });
      }),
      { seed: 5 },
    );
  });
  it('are mostly awkward, and shrink to one dense number', () => {
    const drawn = fc.sample(gen.strided({ minRank: 2, maxLength: 4 }), { seed: 3, numRuns: 200 });
    const dense = drawn.filter(({ data, size, offset }) => offset === 0 && data.length === size + 6);
    expect(dense.length).toBeLessThan(80);
    const { counterexample } = fc.check(
      fc.property(gen.strided(), (view) => numbersOf(view)!.values.every((v) => v <= 1)),
      { seed: 3 },
    );
    const [view] = counterexample!;
    expect([view.shape, view.stride, view.offset]).toEqual([[1], [1], 0]);
  });
});
