import type { Side, Target } from './cases.ts';
import type { Digest } from './inputs.mjs';

/** CPU nanoseconds of one call, one number per round; the rounds of all sides took turns. */
export type Timings = Readonly<Partial<Record<Side, readonly number[]>>>;

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)]!;
  return low + (sorted[Math.ceil(at)]! - low) * (at - Math.floor(at));
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Half the distance of the quartiles, as a share of the median. */
export const spreadOf = (values: readonly number[]): number =>
  (quantile(values, 0.75) - quantile(values, 0.25)) / 2 / median(values);

export interface Verdict {
  readonly against: Side;
  /** Times faster, or times as much; the median of the ratios of each round. For 'most' the median itself. */
  readonly ratio: number;
  readonly kind: 'faster' | 'time' | 'most';
  readonly floor: number;
  readonly goal: number;
  readonly outcome: 'goal met' | 'floor met' | 'missed';
  /** How far the ratio is from the floor, as a share of it: negative when missed. */
  readonly margin: number;
  /** What stands in the way of a floor that was missed, where that is known. */
  readonly why?: string;
}

/** Judges one promise, against the fastest of its sides that were measured; undefined when none was. */
export function judge(timings: Timings, target: Target): Verdict | undefined {
  const ours = timings.ours;
  const measured = target.than.filter((side) => timings[side] !== undefined);
  if (ours === undefined) return undefined;
  const { why } = target;
  if ('most' in target) return judged('ours', median(ours), 'most', target.most, why);
  if (measured.length === 0) return undefined;
  const against = measured.reduce((a, b) => (median(timings[a]!) <= median(timings[b]!) ? a : b));
  const theirs = timings[against]!;
  const kind = 'faster' in target ? 'faster' : 'time';
  const paired = ours.map((mine, round) =>
    kind === 'faster' ? theirs[round]! / mine : mine / theirs[round]!,
  );
  return judged(against, median(paired), kind, 'faster' in target ? target.faster : target.time, why);
}

function judged(
  against: Side,
  ratio: number,
  kind: Verdict['kind'],
  [floor, goal]: readonly [number, number],
  why?: string,
): Verdict {
  const meets = (bound: number) => (kind === 'faster' ? ratio >= bound : ratio <= bound);
  const outcome = meets(goal) ? 'goal met' : meets(floor) ? 'floor met' : 'missed';
  const margin = kind === 'faster' ? ratio / floor - 1 : 1 - ratio / floor;
  const reason = outcome === 'missed' && why !== undefined ? { why } : {};
  return { against, ratio, kind, floor, goal, outcome, margin, ...reason };
}

/**
 * How two results differ, '' when they agree: sizes exactly, the rest within one part in ten thousand of the size of
 * the numbers. Elements are compared where both sides give them.
 */
export function difference(ours: Digest, theirs: Digest): string {
  const scale = Math.max(1, Number(ours.magnitude ?? 1));
  // Sums cancel, so they are measured by what was summed; means of random numbers differ by chance.
  const units: Record<string, number> = {
    size: 0,
    sum: scale,
    mean: 10,
    deviation: 10,
  };
  const off = (a: number, b: number, unit: number) => !(Math.abs(a - b) <= 1e-4 * unit);
  for (const [key, mine] of Object.entries(ours)) {
    const other = theirs[key];
    if (other === undefined) continue;
    const [a, b] = [[mine].flat(), [other].flat()];
    for (let i = 0; i < Math.min(a.length, b.length); i++) {
      const unit = units[key] ?? Math.max(1, Math.abs(a[i]!));
      if (off(a[i]!, b[i]!, unit)) return `${key}: ${a[i]} and ${b[i]}`;
    }
  }
  return '';
}
