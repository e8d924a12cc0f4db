import type { CollectedKata } from './channel.ts';
import { usage } from './errors.ts';
import type { Limits } from './limits.ts';
import { collectTests, inParallel, type Replay, runKata } from './run.ts';
import { checkSubmission, readSubmission, type Submission } from './submission.ts';
import type { Catalogue, Expected, GradedKata, Kata, Report, Text } from './types.ts';
import { judge } from './verdict.ts';

export type GradeOptions = {
  readonly katasFolder: string;
  readonly limits: Limits;
  readonly replay: Replay;
  /** Number of the only property to run, counted from 1. */
  readonly property?: number;
};

const AT_ONCE = 2;

/** Judges the chosen katas of one katas folder. Untouched stubs cost a parse; the others a process each. */
export async function grade(katas: readonly Kata[], options: GradeOptions): Promise<readonly GradedKata[]> {
  const submissions = new Map(katas.map((kata) => [kata, readSubmission(kata, options.katasFolder)]));
  const touched = katas.filter((kata) => !submissions.get(kata)!.untouched);
  const tests = await collectTests(touched, options.limits);
  return inParallel(katas, AT_ONCE, async (kata) => {
    const start = performance.now();
    const graded = await gradeOne(kata, submissions.get(kata)!, tests.get(kata.id), options);
    return { ...graded, seconds: (performance.now() - start) / 1000 };
  });
}

async function gradeOne(
  kata: Kata,
  submission: Submission,
  tests: CollectedKata | undefined,
  options: GradeOptions,
): Promise<GradedKata> {
  const { points } = kata;
  if (tests === undefined) {
    const verdict = judge({
      untouched: true,
      expected: numbered(kata.checks),
      outcomes: [],
      problems: [],
      points,
    });
    return { kata, verdict, printed: '' };
  }
  const all = numbered(tests.titles);
  const only = chosen(all, options.property);
  const expected = only === undefined ? all : [only];
  const found = checkSubmission(kata, submission, tests.forbidden);
  if (found.length > 0) {
    const verdict = judge({ untouched: false, expected, outcomes: [], problems: found, points });
    return { kata, verdict, printed: '' };
  }
  const replay = { ...options.replay, ...(only === undefined ? {} : { only: only.title.en }) };
  const seen = await runKata(kata, submission.files, replay, options.limits);
  const verdict = judge({
    untouched: false,
    expected,
    outcomes: seen.outcomes,
    problems: seen.problems,
    points,
  });
  return { kata, verdict, printed: seen.printed };
}

function chosen(tests: readonly Expected[], property: number | undefined): Expected | undefined {
  if (property === undefined) return undefined;
  const test = tests.find(({ number }) => number === property);
  if (test) return test;
  throw usage((messages) => messages.badValue('--property', `1 … ${tests.length}`, String(property)));
}

function numbered(titles: readonly Text[]): Expected[] {
  return titles.map((title, i) => ({ number: i + 1, title }));
}

/** The judged katas in the catalogue's groups, with totals; groups without a judged kata are left out. */
export function reportOf(catalogue: Catalogue, graded: readonly GradedKata[]): Report {
  const groups = catalogue.groups
    .map((group) => ({ group, katas: graded.filter(({ kata }) => kata.group === group.id) }))
    .filter(({ katas }) => katas.length > 0);
  const earned = graded.reduce((sum, { verdict }) => sum + verdict.earned, 0);
  const possible = graded.reduce((sum, { kata }) => sum + kata.points, 0);
  return { groups, earned, possible };
}

/** 0 when every judged kata passed, 1 when not yet. */
export function exitCodeOf(report: Report): 0 | 1 {
  const all = report.groups.flatMap(({ katas }) => katas);
  return all.every(({ verdict }) => verdict.name === 'passed') ? 0 : 1;
}
