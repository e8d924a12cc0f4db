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
export function runWithin<T>(budgetMs: number, job: () => T): T {
  let result: T | undefined;
  set(globalThis, key, () => {
    result = job();
  });
  script.runInThisContext({ timeout: budgetMs });
  return result as T;
}

/**
<<<<<<< HEAD
 * Whether `job` returns within `budgetMs`. What it throws is thrown on, and never taken for the clock. A job that was
 * ended inside noGrad never left it, so each job starts with recording on.
=======
 * Whether `job` returns within `budgetMs`, for ever if that is Infinity. What it throws is thrown on, and never taken
 * for the clock.
>>>>>>> f793219 (Run every right solution on 1,000 fresh seeds, nightly)
 */
export function finishes(budgetMs: number, job: () => void): boolean {
  if (budgetMs === Number.POSITIVE_INFINITY) {
    job();
    return true;
  }
  let thrown: { readonly error: unknown } | undefined;
  try {
    runWithin(budgetMs, () => {
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
