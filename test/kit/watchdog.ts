import { Script } from 'node:vm';

const slot = Symbol('kata job');
// The only way to stop a synchronous endless loop from outside: its frames unwind without catch or finally.
const script = new Script('(globalThis[Symbol.for("kata job")])()');
const key = Symbol.for(slot.description!);

/** Runs `job` for at most `budgetMs`; throws ERR_SCRIPT_EXECUTION_TIMEOUT when it does not return in time. */
export function runWithin<T>(budgetMs: number, job: () => T): T {
  let result: T | undefined;
  Reflect.set(globalThis, key, () => {
    result = job();
  });
  try {
    script.runInThisContext({ timeout: budgetMs });
  } finally {
    Reflect.deleteProperty(globalThis, key);
  }
  return result as T;
}
