import { cpuUsage } from 'node:process';
import { Script } from 'node:vm';
import { enableGrad } from '#lib';

const key = Symbol.for('kata job');
// The only way to stop a synchronous endless loop from outside: its frames unwind without catch or finally.
const script = new Script('(globalThis[Symbol.for("kata job")])()');
const { defineProperty, set } = Reflect;

/** The job that waits to be called. Whoever reads it takes it, so whatever runs inside finds nothing to call. */
let waiting: (() => void) | undefined;
// Locked for good: a global that cannot be replaced, even where everything else on the global object is taken off.
defineProperty(globalThis, key, {
  get() {
    const job = waiting;
    waiting = undefined;
    return job;
  },
  set(job) {
    waiting = job;
  },
});

/**
 * Runs `job` for at most `budgetMs`; throws ERR_SCRIPT_EXECUTION_TIMEOUT when it does not return in time. Starting the
 * clock costs a thread, about 0.1 ms.
 */
function runWithin<T>(budgetMs: number, job: () => T): T {
  let result: T | undefined;
  set(globalThis, key, () => {
    result = job();
  });
  script.runInThisContext({ timeout: budgetMs });
  return result as T;
}

/** Milliseconds this process has computed; those it waited for a processor do not count. */
export function computed(): number {
  const { user, system } = cpuUsage();
  return (user + system) / 1000;
}

const ATTEMPTS = 3;

/**
 * Whether `job` returns within `budgetMs` of computing, for ever if that is Infinity. What it throws is thrown on, and
 * never taken for the clock. Only the clock can end a job, so one that hardly got a processor is begun anew with more
 * time. A job that was ended inside noGrad never left it, so each attempt starts with recording on.
 */
export function finishes(budgetMs: number, job: () => void): boolean {
  if (budgetMs === Number.POSITIVE_INFINITY) {
    job();
    return true;
  }
  for (let attempt = 1, waitMs = budgetMs; attempt <= ATTEMPTS; attempt++, waitMs *= 2) {
    const before = computed();
    if (returns(waitMs, job)) return true;
    // A submission cannot sleep, so what it did not compute it waited for a processor.
    if (computed() - before > 0.8 * budgetMs) return false;
  }
  return false;
}

function returns(waitMs: number, job: () => void): boolean {
  let thrown: { readonly error: unknown } | undefined;
  try {
    runWithin(waitMs, () => {
      try {
        enableGrad(job);
      } catch (error) {
        thrown = { error };
      }
    });
  } catch {
    return false;
  }
  if (thrown !== undefined) throw thrown.error;
  return true;
}
