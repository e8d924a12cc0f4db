import type { Case, Side } from './cases.ts';
import type { Measured } from './measure.ts';
import { judge, median, spreadOf, type Verdict } from './verdict.ts';

/** What a table needs to be read later: when, on what, with which versions. */
export interface Circumstances {
  readonly date: string;
  readonly machine: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly rounds: number;
}

/** Nanoseconds of CPU, and half the distance of the quartiles as a share of them. */
export interface Time {
  readonly median: number;
  readonly spread: number;
}

export interface Row {
  readonly name: string;
  readonly title: string;
  /** What the numbers are: nanoseconds, and bytes or an error for these kinds. */
  readonly kind: Case['kind'];
  readonly sides: Partial<Record<Side, Time>>;
  readonly absent: Partial<Record<Side, string>>;
  readonly verdicts: readonly Verdict[];
}

export function rowOf(each: Case, { timings, absent }: Measured): Row {
  const sides: Partial<Record<Side, Time>> = {};
  for (const [side, rounds] of Object.entries(timings) as [Side, number[]][]) {
    if (rounds.length > 0) sides[side] = { median: median(rounds), spread: spreadOf(rounds) };
  }
  const verdicts = each.targets.flatMap((target) => judge(timings, target) ?? []);
  return { name: each.name, title: each.title, kind: each.kind, sides, absent, verdicts };
}

/** Three digits and a unit: `1.23 µs`. */
export function timeText(nanoseconds: number): string {
  const units = ['ns', 'µs', 'ms', 's'];
  let [value, unit] = [nanoseconds, 0];
  while (Number(value.toPrecision(3)) >= 1000 && unit < 3) {
    value /= 1000;
    unit++;
  }
  return `${value.toPrecision(3)} ${units[unit]}`;
}

const number = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

/** One number of a row with its unit. */
export function valueText({ kind }: Pick<Row, 'kind'>, value: number): string {
  if (kind === 'memory') return `${(value / 2 ** 20).toPrecision(3)} MiB`;
  return kind === 'error' ? value.toExponential(1) : timeText(value);
}

/** `1.31× faster than numpy-ts (floor 1, goal 1.15): goal met`. */
export function verdictText(
  { against, ratio, kind, floor, goal, outcome, margin }: Verdict,
  of: Case['kind'] = 'calls',
): string {
  const much = of === 'memory' ? 'memory' : 'time';
  const what = {
    faster: `${number(ratio)}× faster than ${against}`,
    time: `${number(ratio)}× the ${much} of ${against}`,
    most: ratio.toExponential(1),
  }[kind];
  const bounds = floor === goal ? `floor ${floor}` : `floor ${floor}, goal ${goal}`;
  const missed = outcome !== 'missed' ? '' : `, by ${number(Math.abs(margin) * 100)} %`;
  return `${what} (${bounds}): ${outcome}${missed}`;
}

/** The lines of one case for the terminal: times with spread, then what was promised. */
export function terminalText(row: Row): string {
  const ours = row.sides.ours;
  const lines = [row.title];
  const fastestFirst = Object.entries(row.sides as Record<string, Time>).sort(
    ([, a], [, b]) => a.median - b.median,
  );
  for (const [side, { median: time, spread }] of fastestFirst) {
    const relative = ours === undefined || side === 'ours' ? '' : `  ${number(time / ours.median)}×`;
    lines.push(
      `  ${side.padEnd(16)} ${valueText(row, time).padStart(8)} ±${(spread * 100).toFixed(0).padStart(3)} %${relative}`,
    );
  }
  for (const [side, why] of Object.entries(row.absent)) lines.push(`  ${side.padEnd(16)} –  ${why}`);
  for (const verdict of row.verdicts) lines.push(`  ${mark(verdict)} ${verdictText(verdict, row.kind)}`);
  return lines.join('\n');
}

const mark = ({ outcome }: Verdict): string =>
  ({ 'goal met': '✓✓', 'floor met': '✓ ', missed: '✗ ' })[outcome];

const order: readonly Side[] = [
  'ours',
  'numpy-ts',
  'tfjs-wasm',
  'tfjs-cpu',
  'jax-js',
  'deepbox',
  'js-pytorch',
  'pytorch',
  'loops',
];

/** The whole run as a page: circumstances, times, promises, and who is missing and why. */
export function markdown(rows: readonly Row[], { date, machine, versions, rounds }: Circumstances): string {
  const sides = order.filter((side) => rows.some((row) => row.sides[side] !== undefined));
  const times = rows.map((row) => {
    const cells = sides.map((side) => {
      const found = row.sides[side];
      return found === undefined
        ? '–'
        : `${valueText(row, found.median)} ±${(found.spread * 100).toFixed(0)} %`;
    });
    return `| ${row.title} | ${cells.join(' | ')} |`;
  });
  const verdicts = rows.flatMap((row) =>
    row.verdicts.map((v) => `| ${row.title} | ${verdictText(v, row.kind).replace(/: ([^:]*)$/, ' | $1')} |`),
  );
  const missed = rows.flatMap((row) => row.verdicts.filter(({ outcome }) => outcome === 'missed'));
  const reasons = rows.flatMap((row) =>
    row.verdicts.flatMap(({ against, why }) => (why ? `- ${row.title}, next to ${against}: ${why}` : [])),
  );
  const total = rows.flatMap((row) => row.verdicts);
  const goals = total.filter(({ outcome }) => outcome === 'goal met').length;
  const absent = rows.flatMap((row) =>
    Object.entries(row.absent).map(([side, why]) => `- ${row.title}, ${side}: ${why}`),
  );
  return [
    `# Benchmark of ${date}`,
    '',
    `${machine}. CPU time of one call, median of ${rounds} rounds that took turns, ± half the quartile distance.`,
    `Versions: ${Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', ')}.`,
    '',
    `Of ${total.length} promises ${goals} reach their goal, ${total.length - goals - missed.length} their floor, and **${missed.length} are missed**.`,
    '',
    '## Times',
    '',
    `| work | ${sides.join(' | ')} |`,
    `|---|${sides.map(() => '---:|').join('')}`,
    ...times,
    '',
    '## Promises',
    '',
    '| work | measured | outcome |',
    '|---|---|---|',
    ...verdicts,
    ...(reasons.length === 0 ? [] : ['', '## Why they are missed', '', ...reasons]),
    ...(absent.length === 0 ? [] : ['', '## Not measured', '', ...absent]),
    '',
  ].join('\n');
}
