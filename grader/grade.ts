import { type Files, kataScript } from './bundle.ts';
import type { VerdictCache } from './cache.ts';
import type { CollectedKata } from './channel.ts';
import { diagnose } from './diagnosis/index.ts';
import { usage } from './errors.ts';
import type { Limits } from './limits.ts';
import { collectTests, inParallel, type Replay, runKata } from './run.ts';
import { checkSubmission, readSubmission, type Submission } from './submission.ts';
import { checkTypes, type TypeErrors } from './typecheck.ts';
import type { Catalogue, Expected, GradedKata, Kata, Problem, Report, Text, Verdict } from './types.ts';
import { judge } from './verdict.ts';

export type GradeOptions = {
  readonly katasFolder: string;
  readonly limits: Limits;
  readonly replay: Replay;
  /** Number of the only property to run, counted from 1. */
  readonly property?: number;
  /** False leaves the type check out; it runs beside the tests and costs a quarter second of one core in all. */
  readonly types?: boolean;
  /** Where verdicts of the same bytes are taken from and put; none by default. */
  readonly cache?: Pick<VerdictCache, 'get' | 'set'>;
  /** Told of every kata that passed, with the texts that were judged. */
  readonly passed?: (kata: Kata, files: Files) => void;
  /** Told what the tests alone say, when the type check is still running. */
  readonly early?: (graded: GradedKata) => void;
  /** Calls the run off: `grade` then throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** Child processes at a time. */
  readonly atOnce?: number;
  /** The tests of the katas, when they are known already. */
  readonly tests?: ReadonlyMap<string, CollectedKata>;
};

const AT_ONCE = 2;

/** Judges the chosen katas of one katas folder. Untouched stubs cost a parse; the others a process each. */
export async function grade(katas: readonly Kata[], options: GradeOptions): Promise<readonly GradedKata[]> {
  const { atOnce = AT_ONCE, cache, katasFolder, limits } = options;
  const submissions = new Map(katas.map((kata) => [kata, readSubmission(kata, katasFolder)]));
  const touched = katas.filter((kata) => !submissions.get(kata)!.untouched);
  const known = new Map(touched.map((kata) => [kata, cache?.get(kata, submissions.get(kata)!.files)]));
  const open = touched.filter((kata) => !known.get(kata));
  let checked: Promise<TypeErrors> | undefined = options.types === false ? noTypes : undefined;
  const types = (): Promise<TypeErrors> => {
    checked ??= typesOf(open, submissions);
    return checked;
  };
  // Who waits for an early verdict gets it before the compiler takes both cores.
  if (options.early === undefined) types();
  const tests = options.tests ?? (await collectTests(open, limits));
  return inParallel(katas, atOnce, async (kata) => {
    const submission = submissions.get(kata)!;
    const start = performance.now();
    const own = open.includes(kata) ? tests.get(kata.id) : undefined;
    const found = known.get(kata) ?? (await gradeOne(kata, submission, own, types, options));
    const judged = { seconds: (performance.now() - start) / 1000, ...found };
    if (open.includes(kata)) cache?.set(kata, submission.files, judged);
    if (judged.verdict.name === 'passed') options.passed?.(kata, submission.files);
    return { kata, ...judged };
  });
}

const noTypes: Promise<TypeErrors> = Promise.resolve(new Map());

function typesOf(katas: readonly Kata[], submissions: ReadonlyMap<Kata, Submission>): Promise<TypeErrors> {
  const whole = katas.filter((kata) => submissions.get(kata)!.problems.length === 0);
  // A checkout that cannot be written, or a machine without a compiler, still gets its tests run: `doctor` tells.
  return checkTypes(new Map(whole.map((kata) => [kata.id, submissions.get(kata)!.files]))).catch(
    () => noTypes,
  );
}

async function gradeOne(
  kata: Kata,
  submission: Submission,
  tests: CollectedKata | undefined,
  types: () => Promise<TypeErrors>,
  options: GradeOptions,
): Promise<Omit<GradedKata, 'kata'>> {
  const { points } = kata;
  if (tests === undefined) {
    const expected = numbered(kata.checks);
    return { verdict: judge({ untouched: true, expected, outcomes: [], problems: [], points }), printed: '' };
  }
  const all = numbered(tests.titles);
  const only = chosen(all, options.property);
  const expected = only === undefined ? all : [only];
  const { wanted } = await kataScript(kata);
  const found = checkSubmission(wanted, submission, tests.forbidden);
  if (found.length > 0) {
    const verdict = judge({ untouched: false, expected, outcomes: [], problems: found, points });
    return { verdict, printed: '' };
  }
  const replay = { ...options.replay, ...(only === undefined ? {} : { only: only.title.en }) };
  const seen = await runKata(kata, submission.files, replay, options.limits, options.signal);
  const judged = (problems: readonly Problem[]): Verdict =>
    judge({ untouched: false, expected, outcomes: seen.outcomes, problems, points });
  const { printed } = seen;
  options.early?.({ kata, verdict: judged(seen.problems), printed });
  const verdict = judged([...seen.problems, ...((await types()).get(kata.id) ?? [])]);
  const diagnosis = await diagnose(kata, verdict, seen, options.limits);
  return { verdict, printed, ...(diagnosis && { diagnosis }) };
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
