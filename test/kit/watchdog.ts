import { Script } from 'node:vm';

const key = Symbol.for('kata job');
// The only way to stop a synchronous endless loop from outside: its frames unwind without catch or finally.
const script = new Script('(globalThis[Symbol.for("kata job")])()');
const { deleteProperty, set } = Reflect;

/**
 * Runs `job` for at most `budgetMs`; throws ERR_SCRIPT_EXECUTION_TIMEOUT when it does not return in time. Starting the
 * clock costs a thread, about 0.1 ms.
 */
export function runWithin<T>(budgetMs: number, job: () => T): T {
  let result: T | undefined;
  set(globalThis, key, () => {
    // Whatever runs inside finds nothing to call.
    deleteProperty(globalThis, key);
    result = job();
  });
  try {
    script.runInThisContext({ timeout: budgetMs });
  } finally {
    deleteProperty(globalThis, key);
  }
  return result as T;
}

/** Whether `job` returns within `budgetMs`. What it throws is thrown on, and never taken for the clock. */
export function finishes(budgetMs: number, job: () => void): boolean {
  let thrown: { readonly error: unknown } | undefined;
  try {
    runWithin(budgetMs, () => {
      try {
        job();
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
