import fc from 'fast-check';
import { type Candidate, candidates } from '#candidates';
import { failureFrom, isNotStarted, isTimeout } from './check.ts';
import { declare, seedOf } from './declare.ts';
import type { Outcome, Text, Thoroughness } from './types.ts';
import { runWithin } from './watchdog.ts';

/** A learner's property: what must hold for an implementation, as fast-check writes it. */
export type MakeProperty<I> = (implementation: I) => fc.IRawProperty<unknown>;

export interface BossOptions {
  /** The kata, such as '01-access/07-boss-check-up'. */
  readonly kata: string;
  /** How many wrong solutions the property must catch at least. */
  readonly atLeast: number;
  readonly runs?: number;
}

type Judged = 'holds' | 'broken';

/**
 * The learner's own property, judged twice: it must accept every right solution, and catch at least so many wrong
 * ones. What it misses is told by the name of the idea only.
 */
export function boss<M, I>(
  title: Text,
  makeProperty: MakeProperty<I>,
  pick: (module: M) => I,
  { kata, atLeast, runs = 100 }: BossOptions,
): void {
  const titles = {
    accepts: { en: `${title.en}: it accepts every correct solution`, zh: `${title.zh}：接受每一个正确解法` },
    catches: { en: `${title.en}: it catches wrong solutions`, zh: `${title.zh}：能抓住错误解法` },
  };
  const measure = async (budgetMs: number): Promise<Measured> => {
    const { right, wrong } = await candidates(kata);
    const judge = ({ module }: Candidate): Judged =>
      holdsFor(() => makeProperty(pick(module as M)), runs, budgetMs);
    const accepted = right.map(judge).filter((verdict) => verdict === 'holds').length;
    const missed = wrong.filter((candidate) => judge(candidate) === 'holds').map(({ name }) => name);
    const catches = [wrong.length - missed.length, wrong.length] as const;
    return { accepts: [accepted, right.length], catches, missed, valid: accepted === right.length };
  };
  declareMeasured(titles.accepts, measure, ({ valid, accepts: [accepted, all] }) =>
    valid
      ? null
      : {
          en: `Your property rejects a correct solution: it accepts ${accepted} of ${all}`,
          zh: `你的性质误伤了正确的解法：${all} 个里只接受 ${accepted} 个`,
        },
  );
  declareMeasured(titles.catches, measure, (measured) =>
    measured.valid && measured.catches[0] >= atLeast ? null : missing(measured),
  );
}

type Measured = Thoroughness & { readonly valid: boolean };

/** A test that fails with the idea `wrongWith` finds, and shows both counts either way. */
function declareMeasured(
  title: Text,
  measure: (budgetMs: number) => Promise<Measured>,
  wrongWith: (measured: Measured) => Text | null,
): void {
  declare({
    title,
    run: async ({ budgetMs }): Promise<Outcome> => {
      try {
        const measured = await measure(budgetMs);
        const { valid: _, ...thoroughness } = measured;
        const idea = wrongWith(measured);
        if (idea === null) return { title, status: 'passed', thoroughness };
        return { title, status: 'failed', failure: { idea, inputs: [] }, thoroughness };
      } catch (error) {
        if (isNotStarted(error)) return { title, status: 'not started' };
        return { title, status: 'failed', failure: failureFrom(error, []) };
      }
    },
  });
}

function missing({ valid, catches: [caught, all], missed }: Measured): Text {
  if (!valid) {
    return {
      en: 'A property that rejects correct solutions catches nothing yet',
      zh: '连正确解法都拒绝的性质，还谈不上抓住错误',
    };
  }
  return {
    en: `Your property catches ${caught} of ${all} wrong solutions; it misses: ${missed.map(({ en }) => en).join('; ')}`,
    zh: `你的性质抓住了 ${all} 个错误解法里的 ${caught} 个；漏掉的有：${missed.map(({ zh }) => zh).join('；')}`,
  };
}

/** Whether the law holds for one implementation. Throws what a stub, or a property that itself falls over, throws. */
function holdsFor(make: () => fc.IRawProperty<unknown>, runs: number, budgetMs: number): Judged {
  try {
    const details = runWithin(budgetMs * 3, () =>
      fc.check(make() as fc.IProperty<unknown>, { seed: seedOf('boss'), numRuns: runs, endOnFailure: true }),
    );
    return details.failed ? 'broken' : 'holds';
  } catch (error) {
    if (isTimeout(error)) return 'broken';
    throw error;
  }
}
