import fc from 'fast-check';
import { candidates } from '#candidates';
import { isNotStarted } from './check.ts';
import { declare, seedOf } from './declare.ts';
import type { Outcome, Text } from './types.ts';
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

type Judged = 'holds' | 'broken' | 'not started';

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
  const judge = (module: unknown, budgetMs: number): Judged =>
    holdsFor(() => makeProperty(pick(module as M)), runs, budgetMs);
  declare({
    title: titles.accepts,
    run: async ({ budgetMs }) => {
      const { right } = await candidates(kata);
      const verdicts = right.map(({ module }) => judge(module, budgetMs));
      const accepted = verdicts.filter((verdict) => verdict === 'holds').length;
      return told(titles.accepts, verdicts, accepted === right.length, {
        en: `Your property rejects a correct solution: it accepts ${accepted} of ${right.length}`,
        zh: `你的性质误伤了正确的解法：${right.length} 个里只接受 ${accepted} 个`,
      });
    },
  });
  declare({
    title: titles.catches,
    run: async ({ budgetMs }) => {
      const { right, wrong } = await candidates(kata);
      const accepted = right.filter(({ module }) => judge(module, budgetMs) === 'holds').length;
      const verdicts = wrong.map(({ module }) => judge(module, budgetMs));
      const missed = wrong.filter((_, i) => verdicts[i] === 'holds').map(({ name }) => name);
      const caught = wrong.length - missed.length;
      const valid = accepted === right.length;
      const outcome = told(
        titles.catches,
        verdicts,
        valid && caught >= atLeast,
        missing(caught, wrong.length, missed, valid),
      );
      if (outcome.status === 'not started') return outcome;
      return {
        ...outcome,
        thoroughness: { accepts: [accepted, right.length], catches: [caught, wrong.length], missed },
      };
    },
  });
}

function missing(caught: number, all: number, missed: readonly Text[], valid: boolean): Text {
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

function told(title: Text, verdicts: readonly Judged[], passed: boolean, idea: Text): Outcome {
  if (verdicts.includes('not started')) return { title, status: 'not started' };
  return passed ? { title, status: 'passed' } : { title, status: 'failed', failure: { idea, inputs: [] } };
}

function holdsFor(make: () => fc.IRawProperty<unknown>, runs: number, budgetMs: number): Judged {
  try {
    const details = runWithin(budgetMs * 3, () =>
      fc.check(make() as fc.IProperty<unknown>, { seed: seedOf('boss'), numRuns: runs, endOnFailure: true }),
    );
    if (!details.failed) return 'holds';
    return isNotStarted(details.errorInstance) ? 'not started' : 'broken';
  } catch (error) {
    if (isNotStarted(error)) return 'not started';
    // A property that itself falls over accepts nothing.
    return 'broken';
  }
}
