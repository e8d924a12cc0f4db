import { expected, kindOf, shown, ValueError } from '../array/errors.ts';
import { requireList, requireOptions, requireText } from '../array/require.ts';
import { errorFunction } from '../init/erf.ts';
import type { Histogram, Mark } from './types.ts';

/** Where values may fall: how likely one is at most x, the range worth drawing, and its bounds if it has any. */
export interface Theory {
  readonly below: (x: number) => number;
  readonly range: readonly [number, number];
  readonly marks: readonly Mark[];
}

/** Throws ValueError unless all are finite numbers: nothing else has a place on an axis. */
function requireFinite(where: string, ...values: number[]): void {
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong === -1) return;
  throw new ValueError(
    expected(where, 'finite numbers', shown(values[wrong]), 'Choose bounds that can be drawn'),
  );
}

/** Throws TypeError for what is no theory. */
function requireTheory(where: string, theory: Theory): void {
  if (typeof theory?.below === 'function' && Array.isArray(theory.range)) return;
  throw new TypeError(expected(where, 'a theory', kindOf(theory), 'Make one, such as normal(0, 1)'));
}

/** U(low, high). Throws ValueError unless both are finite. */
export function uniform(low: number, high: number): Theory {
  requireFinite('uniform', low, high);
  return {
    below: (x) => Math.min(1, Math.max(0, (x - low) / (high - low))),
    range: widened(low, high),
    marks: [mark(low), mark(high)],
  };
}

/**
 * N(mean, std²), drawn to four deviations; marks at the mean and one deviation to each side. Throws ValueError unless both are
 * finite.
 */
export function normal(mean: number, std: number): Theory {
  requireFinite('normal', mean, std);
  return {
    below: (x) => (1 + errorFunction((x - mean) / (std * Math.SQRT2))) / 2,
    range: [mean - 4 * std, mean + 4 * std],
    marks: [mark(mean - std), mark(mean), mark(mean + std)],
  };
}

/** One theory with a probability and others with the rest: ½ · zero + ½ · spread. */
export function mixture(parts: readonly (readonly [weight: number, theory: Theory])[]): Theory {
  const next = 'Write [[0.5, always(0)], …]';
  const list = requireList('mixture', parts, 'pairs of weight and theory', next);
  for (const part of list) requireList('mixture', part, 'pairs of weight and theory', next);
  requireFinite('mixture', ...list.map(([weight]) => weight));
  for (const [, theory] of list) requireTheory('mixture', theory);
  const ranges = list.map(([, { range }]) => range);
  return {
    below: (x) => list.reduce((sum, [weight, { below }]) => sum + weight * below(x), 0),
    range: [Math.min(...ranges.map(([low]) => low)), Math.max(...ranges.map(([, high]) => high))],
    marks: list.flatMap(([, { marks }]) => marks),
  };
}

/** Always the same value. Throws ValueError unless it is finite. */
export function always(value: number): Theory {
  requireFinite('always', value);
  return { below: (x) => (x > value ? 1 : 0), range: [value, value], marks: [] };
}

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
  requireOptions('histogramOf', options, ['title', 'bins', 'theory'], true);
  const { title, bins = 32, theory } = options;
  requireText('histogramOf', title, 'a title', "Write one: title: 'weights'");
  if (theory !== undefined) requireTheory('histogramOf', theory);
  if (!Number.isInteger(bins) || bins < 1) {
    throw new ValueError(expected('histogramOf', 'one bin or more', shown(bins), 'Pass a whole number'));
  }
  const all = requireList('histogramOf', values, 'a list of numbers', 'Pass tensor.array.values()');
  if (all.length === 0 || !all.every(Number.isFinite)) {
    const received = all.length === 0 ? 'none' : shown(all.find((v) => !Number.isFinite(v)));
    throw new ValueError(
      expected('histogramOf', 'finite numbers', received, 'Look for NaN in the parameter'),
    );
  }
  const own = [all.reduce((a, b) => Math.min(a, b)), all.reduce((a, b) => Math.max(a, b))] as const;
  const [low, high] = theory === undefined ? widened(...own) : cover(theory.range, own);
  const edges = Array.from({ length: bins + 1 }, (_, i) => low + ((high - low) * i) / bins);
  const counts = new Array<number>(bins).fill(0);
  for (const value of all) {
    counts[Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins))]! += 1;
  }
  const made = { kind: 'histogram', title, edges, counts, marks: theory?.marks ?? [] } as const;
  if (theory === undefined) return made;
  const below = edges.map(theory.below);
  return { ...made, expected: counts.map((_, i) => all.length * (below[i + 1]! - below[i]!)) };
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
