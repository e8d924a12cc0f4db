import fc from 'fast-check';
import { type Check, Checker, failureFrom, isNotStarted } from './check.ts';
import type { Failure, Outcome, RunOptions, Text } from './types.ts';
import { computed, finishes } from './watchdog.ts';

/** A law for generated cases, as it was declared. */
export interface Law {
  readonly title: Text;
  readonly arbitraries: readonly fc.Arbitrary<unknown>[];
  readonly body: (t: Check, ...values: unknown[]) => unknown;
  readonly runs: number;
}
export type Settings = RunOptions & { readonly budgetMs: number };
type Ended = Pick<Outcome, 'status' | 'failure'>;

// Taken before any submission is loaded. Asking what was computed costs as much as many a case, so cases ask the clock.
const clock = performance;
const now = (): number => clock.now();

/** Runs one visible case. */
export function runOnce(title: Text, body: (t: Check) => unknown, { budgetMs }: Settings): Outcome {
  let checker = new Checker();
  let ended: Ended | undefined;
  const returned = finishes(budgetMs, () => {
    checker = new Checker();
    ended = endOf(checker, () => body(checker));
  });
  if (!returned || ended === undefined) return { title, ...outOfTime(budgetMs, checker.inputs) };
  return { title, ...(ended.status === 'passed' && checker.made === 0 ? vacuous : ended) };
}

/** How a body ended. It looks at whatever was thrown, so it runs under the watchdog as the body does. */
function endOf(checker: Checker, body: () => unknown): Ended {
  try {
    const result = body();
    if (!(result instanceof Promise)) return { status: 'passed' };
    result.catch(() => {});
    return promised;
  } catch (error) {
    if (isNotStarted(error)) return { status: 'not started' };
    return { status: 'failed', failure: failureFrom(error, checker.inputs) };
  }
}

const promised: Ended = {
  status: 'broken',
  failure: {
    idea: {
      en: 'kit: expected a test that checks at once, received a promise. Make its body synchronous.',
      zh: '测试工具：测试必须当场检查，这里却得到一个 Promise。请把测试写成同步的。',
    },
    inputs: [],
  },
};

/** A loop over an empty list makes no check: that is no pass. */
const vacuous: Ended = {
  status: 'failed',
  failure: {
    idea: {
      en: 'Nothing was checked: your function gave nothing to look at',
      zh: '什么都没检查到：你的函数没有给出可以检查的东西',
    },
    inputs: [],
  },
};

const outOfTime = (budgetMs: number, inputs: Failure['inputs']): Ended => ({
  status: 'out of time',
  failure: {
    idea: {
      en: `Your function did not return within ${budgetMs} ms`,
      zh: `你的函数在 ${budgetMs} 毫秒内没有返回`,
    },
    inputs,
  },
});

/** What is known while cases run, and still is when the watchdog ends them. */
class Progress {
  cases = 0;
  checks = 0;
  readonly begun = now();
  since = this.begun;
  late = false;
  checker = new Checker();
  /** How the last case that did not pass ended: while shrinking, that is the smallest one. */
  worst: Ended | undefined;
}

/**
 * Runs a law. First all cases under one watchdog, since starting one costs more than most cases do; when that runs out
 * and no single case is to blame, again with a watchdog for each.
 */
export function runMany(law: Law, settings: Settings): Outcome {
  const { title } = law;
  const { budgetMs, path, seed = seedOf(title.en) } = settings;
  if (path !== undefined) return { title, ...explore(law, { ...settings, seed }, new Progress(), true) };
  let progress = new Progress();
  let ended: Ended | undefined;
  const returned = finishes(budgetMs, () => {
    progress = new Progress();
    ended = explore(law, { ...settings, seed }, progress, false);
  });
  if (returned && ended !== undefined) return { title, ...ended };
  const { begun, since, worst } = progress;
  if (worst === undefined && now() - since > 0.8 * (now() - begun)) {
    return { title, ...outOfTime(budgetMs, progress.checker.inputs), seed, path: `${progress.cases - 1}` };
  }
  return { title, ...explore(law, { ...settings, seed }, new Progress(), true) };
}

/** How long all cases with a watchdog of their own may take together, in budgets. */
const ALTOGETHER = 2.5;

function explore(
  { arbitraries, body, runs: most }: Law,
  { seed, path, budgetMs, cases = most }: Settings & { readonly seed: number },
  progress: Progress,
  guarded: boolean,
): Ended & Pick<Outcome, 'seed' | 'path'> {
  const runs = Math.min(most, cases);
  const begun = computed();
  const property = fc.property(fc.tuple(...arbitraries), (values) => {
    // Shrinking a stub's answer or an endless loop would only repeat it.
    if (progress.worst !== undefined && progress.worst.status !== 'failed') return;
    progress.late ||= guarded && computed() - begun > ALTOGETHER * budgetMs;
    if (progress.late) return;
    const ended = runCase(
      progress,
      (checker) => body(checker, ...values),
      guarded ? budgetMs : Number.POSITIVE_INFINITY,
    );
    if (ended.status === 'passed') return;
    progress.worst = ended;
    throw new Error(ended.status);
  });
  const details = fc.check(property, {
    seed,
    numRuns: runs,
    ...(path !== undefined && { path }),
  });
  const { worst } = progress;
  if (worst !== undefined) {
    if (worst.status === 'not started') return worst;
    return { ...worst, seed: details.seed, path: details.counterexamplePath ?? '0' };
  }
  if (progress.late) return tooSlow(progress.cases, runs, ALTOGETHER * budgetMs);
  // A few cases of many may well be empty ones.
  return progress.checks === 0 && runs === most ? vacuous : { status: 'passed' };
}

function runCase(progress: Progress, body: (t: Check) => unknown, budgetMs: number): Ended {
  let ended: Ended | undefined;
  progress.cases++;
  finishes(budgetMs, () => {
    progress.checker = new Checker();
    progress.since = now();
    ended = endOf(progress.checker, () => body(progress.checker));
  });
  progress.checks += progress.checker.made;
  return ended ?? outOfTime(budgetMs, progress.checker.inputs);
}

const tooSlow = (cases: number, runs: number, milliseconds: number): Ended => ({
  status: 'out of time',
  failure: {
    idea: {
      en: `Your function is too slow: ${cases} of ${runs} cases took ${milliseconds} ms`,
      zh: `你的函数太慢：${runs} 个用例里只跑了 ${cases} 个，就用了 ${milliseconds} 毫秒`,
    },
    inputs: [],
  },
});

/** A whole number made from a text (FNV-1a), the same on every machine. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  return hash | 0;
}
