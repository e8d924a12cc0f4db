import {
  type Expected,
  type Outcome,
  type Problem,
  type ProblemKind,
  type PropertyResult,
  stops,
  type Verdict,
  type VerdictName,
} from './types.ts';

export type Evidence = {
  /** True when the file only throws "Not started": nothing was run. */
  readonly untouched: boolean;
  readonly expected: readonly Expected[];
  readonly outcomes: readonly Outcome[];
  readonly problems: readonly Problem[];
  readonly points: number;
};

const meaning: Readonly<Record<ProblemKind, VerdictName>> = {
  'missing file': 'broken',
  'not utf-8': 'broken',
  'syntax error': 'broken',
  'missing export': 'broken',
  'load error': 'broken',
  'missing name': 'broken',
  'type error': 'broken',
  'syntax refused': 'broken',
  'too large': 'not allowed',
  'too deep': 'not allowed',
  'symbolic link': 'not allowed',
  'import refused': 'not allowed',
  'global refused': 'not allowed',
  'name refused': 'not allowed',
  'ended early': 'not allowed',
  'changed the judge': 'not allowed',
  'forged result': 'not allowed',
  'result missing': 'not allowed',
  'result twice': 'not allowed',
  'load timeout': 'out of time',
  'test timeout': 'out of time',
  'out of memory': 'out of time',
  'output flood': 'out of time',
};

/**
 * Turns what was seen into a verdict. Passed needs exactly the expected tests, once each, and no problem at all: with a
 * type error it is broken, though it earns what its properties do; a wrong answer stays wrong, since its counterexample
 * helps more.
 */
export function judge(evidence: Evidence): Verdict {
  if (evidence.untouched) {
    const properties = evidence.expected.map((each) => ({ ...each, status: 'not started' as const }));
    return { name: 'not started', problems: [], properties, earned: 0 };
  }
  const problems = [...evidence.problems, ...countProblems(evidence)];
  const properties = evidence.expected.map((each) => resultOf(each, evidence.outcomes));
  const name = nameOf(problems, properties);
  return { name, problems, properties, earned: pointsOf({ name, problems, properties }, evidence.points) };
}

/** An honest kata reports each expected test once; a run already stopped for a reason may lack some. */
function countProblems({ expected, outcomes, problems }: Evidence): Problem[] {
  const twice = expected.filter(({ title }) => count(outcomes, title.en) > 1);
  const strange = outcomes.filter((outcome) => !expected.some(({ title }) => title.en === outcome.title.en));
  const missing = problems.some(stops) ? [] : expected.filter(({ title }) => count(outcomes, title.en) === 0);
  return [
    ...twice.map(({ title }): Problem => ({ kind: 'result twice', title })),
    ...strange.slice(0, 1).map((): Problem => ({ kind: 'forged result' })),
    ...missing.map(({ title }): Problem => ({ kind: 'result missing', title })),
  ];
}

function count(outcomes: readonly Outcome[], title: string): number {
  return outcomes.filter((outcome) => outcome.title.en === title).length;
}

function resultOf(expected: Expected, outcomes: readonly Outcome[]): PropertyResult {
  const found = outcomes.filter((outcome) => outcome.title.en === expected.title.en);
  return found.length === 1 ? { ...found[0]!, ...expected } : { ...expected, status: 'no result' };
}

function nameOf(problems: readonly Problem[], properties: readonly PropertyResult[]): VerdictName {
  const kinds = problems.filter(stops).map((problem) => meaning[problem.kind]);
  for (const name of ['not allowed', 'broken', 'out of time'] as const) if (kinds.includes(name)) return name;
  const all = (status: PropertyResult['status']): boolean =>
    properties.every((each) => each.status === status);
  if (properties.length > 0 && all('passed')) return problems.length > 0 ? 'broken' : 'passed';
  if (properties.length > 0 && all('not started')) return 'not started';
  const wrong = properties.some((each) => each.status === 'failed' || each.status === 'broken');
  if (wrong) return 'wrong';
  return properties.some((each) => each.status === 'out of time') ? 'out of time' : 'wrong';
}

/** Partial credit by property, rounded down, full only for a pass; leaving the box or not loading earns nothing. */
function pointsOf({ name, problems, properties }: Omit<Verdict, 'earned'>, points: number): number {
  if (name === 'passed') return points;
  const nothing = name === 'not allowed' || (name === 'broken' && problems.some(stops));
  if (nothing || properties.length === 0) return 0;
  const passed = properties.filter((each) => each.status === 'passed').length;
  return Math.min(points - 1, Math.floor((points * passed) / properties.length));
}
