import { expected, ValueError } from '../array/errors.ts';
import { errorFunction } from '../init/erf.ts';
import type { Histogram, Mark } from './types.ts';

/** Where values may fall: how likely one is at most x, the range worth drawing, and its bounds if it has any. */
export interface Theory {
  readonly below: (x: number) => number;
  readonly range: readonly [number, number];
  readonly marks: readonly Mark[];
}

/** U(low, high). */
export const uniform = (low: number, high: number): Theory => ({
  below: (x) => Math.min(1, Math.max(0, (x - low) / (high - low))),
  range: widened(low, high),
  marks: [mark(low), mark(high)],
});

/** N(mean, std²), drawn to four deviations; marks at the mean and one deviation to each side. */
export const normal = (mean: number, std: number): Theory => ({
  below: (x) => (1 + errorFunction((x - mean) / (std * Math.SQRT2))) / 2,
  range: [mean - 4 * std, mean + 4 * std],
  marks: [mark(mean - std), mark(mean), mark(mean + std)],
});

/** One theory with a probability and others with the rest: ½ · zero + ½ · spread. */
export function mixture(parts: readonly (readonly [weight: number, theory: Theory])[]): Theory {
  const ranges = parts.map(([, { range }]) => range);
  return {
    below: (x) => parts.reduce((sum, [weight, { below }]) => sum + weight * below(x), 0),
    range: [Math.min(...ranges.map(([low]) => low)), Math.max(...ranges.map(([, high]) => high))],
    marks: parts.flatMap(([, { marks }]) => marks),
  };
}

/** Always the same value. */
export const always = (value: number): Theory => ({
  below: (x) => (x > value ? 1 : 0),
  range: [value, value],
  marks: [],
});

export interface HistogramOptions {
  readonly title: string;
  readonly bins?: number;
  readonly theory?: Theory;
}

/**
 * Counts values in places of equal width over the theory's range, or over their own without one. Values outside that
 * range widen it, so that a wrong bound is seen. Throws ValueError for no values, or some that are no finite numbers.
 */
export function histogramOf(values: readonly number[], options: HistogramOptions): Histogram {
  const { title, bins = 32, theory } = options;
  if (values.length === 0 || !values.every(Number.isFinite)) {
    const received = values.length === 0 ? 'none' : `${values.find((v) => !Number.isFinite(v))}`;
    throw new ValueError(
      expected('histogramOf', 'finite numbers', received, 'Look for NaN in the parameter'),
    );
  }
  const own = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))] as const;
  const [low, high] = theory === undefined ? widened(...own) : cover(theory.range, own);
  const edges = Array.from({ length: bins + 1 }, (_, i) => low + ((high - low) * i) / bins);
  const counts = new Array<number>(bins).fill(0);
  for (const value of values) {
    counts[Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins))]! += 1;
  }
  const made = { kind: 'histogram', title, edges, counts, marks: theory?.marks ?? [] } as const;
  if (theory === undefined) return made;
  const below = edges.map(theory.below);
  return { ...made, expected: counts.map((_, i) => values.length * (below[i + 1]! - below[i]!)) };
}

const cover = (
  range: readonly [number, number],
  own: readonly [number, number],
): readonly [number, number] =>
  own[0] < range[0] || own[1] > range[1]
    ? widened(Math.min(range[0], own[0]), Math.max(range[1], own[1]))
    : range;

/** A twentieth more to each side: a value at the edge is inside. Values too close to tell apart share the middle. */
function widened(low: number, high: number): readonly [number, number] {
  const largest = Math.max(Math.abs(low), Math.abs(high));
  // Below 1e-300 a range has too few doubles to be divided.
  const together = high - low <= Math.max(largest * 1e-9, 1e-300);
  const margin = together ? (largest > 1e-300 ? largest / 20 : 1) : (high - low) / 20;
  return [low - margin, high + margin];
}

const mark = (at: number): Mark => ({ at, label: brief(at) });

/** A number with three digits that count, as labels show it; −0 is 0. */
export function brief(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(3)) + 0) : String(value);
}
