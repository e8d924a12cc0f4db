import fc from 'fast-check';
import { steady } from './behaviour.ts';
import { type Check, Checker, isNotStarted } from './check.ts';
import { type Law, seedOf } from './run.ts';
import type { Behaviour, CaseTrace, KataTest, Sight, Trace } from './types.ts';
import { finishes } from './watchdog.ts';

/** As many cases as tell the wrong solutions of a kata from each other, and quickly looked at. */
const CASES = 40;
const MOST_SIGHTS = 50;

/** Makes every check of a case and notes those that do not hold, where a judge would stop at the first. */
class Witness extends Checker {
  readonly sights: (readonly [check: number, sight: Sight])[] = [];

  protected override fail(seen: () => Sight): void {
    if (this.sights.length < MOST_SIGHTS) this.sights.push([this.made, seen()]);
  }
}

/**
 * How a submission differs from a right one in the tests that can be observed; those in `hanging` are known not to end.
 * Looks twice: what changes from one time to the next is told as unsteady.
 */
export function behaviourOf(
  tests: readonly KataTest[],
  budgetMs: number,
  hanging: readonly string[] = [],
): Behaviour {
  const seen = tests.flatMap(({ title, observe }): [string, Trace][] => {
    if (observe === undefined) return [];
    if (hanging.includes(title.en)) return [[title.en, 'out of time']];
    const first = observe(budgetMs);
    return [[title.en, typeof first === 'string' ? first : steady(first, observe(budgetMs))]];
  });
  return Object.fromEntries(seen);
}

/** Looks at one visible case. */
export function observeOnce(body: (t: Check) => unknown, budgetMs: number): Trace {
  return observeAll([body], budgetMs);
}

/** Looks at the first of the cases a law is judged on unless another seed is asked for. */
export function observeMany({ title, arbitraries, body, runs }: Law, budgetMs: number): Trace {
  const settings = { seed: seedOf(title.en), numRuns: Math.min(runs, CASES) };
  const cases = fc.sample(fc.tuple(...arbitraries), settings);
  return observeAll(
    cases.map((values) => (t) => body(t, ...values)),
    budgetMs,
  );
}

function observeAll(bodies: readonly ((t: Check) => unknown)[], budgetMs: number): Trace {
  let trace: Trace = 'out of time';
  finishes(budgetMs, () => {
    const wrong: CaseTrace[] = [];
    for (let number = 0; number < bodies.length; number++) {
      const seen = observeCase(bodies[number]!, number);
      if (seen === 'not started') {
        trace = seen;
        return;
      }
      if (seen.threw || seen.sights.length > 0) wrong.push(seen);
    }
    trace = wrong;
  });
  return trace;
}

function observeCase(body: (t: Check) => unknown, number: number): CaseTrace | 'not started' {
  const witness = new Witness();
  const { sights } = witness;
  try {
    const result = body(witness);
    if (result instanceof Promise) result.catch(() => {});
    return { number, sights, threw: false };
  } catch (error) {
    return isNotStarted(error) ? 'not started' : { number, sights, threw: true };
  }
}
