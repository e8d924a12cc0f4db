/** The steps that are watched: cases of `sides/ours.ts`. */
export const guarded = ['step-tiny', 'step-medium'] as const;

/** Time of each step as a multiple of the time of its fixed loop. */
export type Ratios = Readonly<Record<(typeof guarded)[number], number>>;

/** How much slower than recorded is still let through. */
export const ALLOWED = 1.3;

/** One line per step, and the steps that have become too slow. A number that is missing or no number is too slow. */
export function judgeGuard(measured: Ratios, recorded: Ratios): { lines: string[]; slower: string[] } {
  const slower: string[] = [];
  const lines = guarded.map((name) => {
    const change = measured[name] / recorded[name];
    const fine = change <= ALLOWED;
    if (!fine) slower.push(name);
    const [now, then] = [measured[name], recorded[name]].map((ratio) => Number(ratio).toPrecision(3));
    return `${fine ? '✓' : '✗'} ${name}: ${now} times its fixed loop, recorded ${then}, so ${change.toFixed(2)} times as slow`;
  });
  return { lines, slower };
}
