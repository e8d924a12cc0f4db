import fc from 'fast-check';
import { failureFrom, isNotStarted } from './check.ts';
import { describe } from './describe.ts';
import { seedOf } from './run.ts';
import type { Cell, Failure, Outcome } from './types.ts';
import { finishes } from './watchdog.ts';

/**
 * What a learner's property says of one implementation: it holds, or it breaks on a case. Or nothing can be said: the
 * property is not started, is no property, or falls over before its first case.
 */
export type Judged =
  | { readonly says: 'holds' | 'out of time' }
  | { readonly says: 'breaks'; readonly inputs: Failure['inputs']; readonly received?: Cell }
  | { readonly says: 'nothing'; readonly why: Pick<Outcome, 'status' | 'failure'> };

const SEED = seedOf('boss');

/** How a property is tried; `shrink` looks for the smallest case that breaks it. */
export interface Trial {
  readonly runs: number;
  readonly budgetMs: number;
  readonly shrink?: boolean;
  /** Where its cases start; the same for everybody unless given. */
  readonly seed?: number;
}

/** Tries a property on one implementation, all under one watchdog. */
export function judge(make: () => unknown, trial: Trial): Judged {
  let judged: Judged = { says: 'out of time' };
  finishes(trial.budgetMs, () => {
    judged = attempt(make, trial);
  });
  return judged;
}

function attempt(make: () => unknown, { runs, shrink = true, seed = SEED }: Trial): Judged {
  let property: unknown;
  try {
    property = make();
  } catch (error) {
    if (isNotStarted(error)) return { says: 'nothing', why: { status: 'not started' } };
    return { says: 'nothing', why: { status: 'failed', failure: failureFrom(error, []) } };
  }
  if (!isSynchronous(property)) return { says: 'nothing', why: noProperty };
  const details = fc.check(property, { seed, numRuns: runs, endOnFailure: !shrink });
  if (!details.failed) return { says: 'holds' };
  const error = details.errorInstance;
  if (details.counterexample === null) return { says: 'nothing', why: skipped };
  if (isNotStarted(error)) return { says: 'nothing', why: { status: 'not started' } };
  return { says: 'breaks', inputs: drawn(details.counterexample), ...complaint(error) };
}

const isSynchronous = (property: unknown): property is fc.IProperty<unknown> => {
  const { run, isAsync } = Object(property) as Partial<fc.IRawProperty<unknown>>;
  return typeof run === 'function' && typeof isAsync === 'function' && !isAsync.call(property);
};

const noProperty = {
  status: 'failed',
  failure: {
    idea: {
      en: 'myProperty must return what fc.property(…) gives, and its predicate must answer at once',
      zh: 'myProperty 必须返回 fc.property(…) 的结果，并且其中的判断函数要当场作答',
    },
    inputs: [],
  },
} as const;

const skipped = {
  status: 'failed',
  failure: {
    idea: {
      en: 'Your property leaves out nearly every case: fc.pre must hold for more of them',
      zh: '你的性质几乎跳过了所有情形：要让 fc.pre 的条件更容易满足',
    },
    inputs: [],
  },
} as const;

const drawn = (values: unknown): Failure['inputs'] =>
  (Array.isArray(values) ? values : []).map((value, i) => ({
    label: { en: `value ${i + 1}`, zh: `第 ${i + 1} 个值` },
    cell: describe(value),
  }));

/** What the predicate threw; nothing when it only said false, which fast-check puts in words of its own. */
function complaint(error: unknown): { received?: Cell } {
  const { received } = failureFrom(error, []);
  const onlyFalse =
    received?.kind === 'text' && received.text.startsWith('Property failed by returning false');
  return received === undefined || onlyFalse ? {} : { received };
}
