import { randomInt } from 'node:crypto';
import type fc from 'fast-check';
import { type Candidate, candidates } from '#candidates';
import { declare } from './declare.ts';
import { type Judged, judge } from './judge.ts';
import type { Settings } from './run.ts';
import { tally } from './tally.ts';
import type { Failure, Outcome, Text, Thoroughness } from './types.ts';

/** A learner's property: what must hold for an implementation, as fast-check writes it. */
export type MakeProperty<I> = (implementation: I) => fc.IRawProperty<unknown>;

export interface BossOptions {
  /** The kata, such as '01-access/07-boss-check-up'. */
  readonly kata: string;
  /** How many wrong solutions the property must catch at least. */
  readonly atLeast: number;
  /** How many cases a candidate is tried on: as many for each, since a property can count them. */
  readonly runs?: number;
}

/** Every right solution goes through all of them while somebody waits; most wrong ones break in the first few. */
const RUNS = 50;

/**
 * The learner's own property, judged twice: it must accept every right solution of the kata, and catch at least so many
 * of its wrong ones. Those of other katas answer other questions; the ideas of a group that apply to its boss stand
 * among the boss's own. What a property misses is told by the name of the idea only.
 */
export function boss<M, I>(
  title: Text,
  makeProperty: MakeProperty<I>,
  pick: (module: M) => I,
  { kata, atLeast, runs = RUNS }: BossOptions,
): void {
  const titles = {
    accepts: { en: `${title.en}: it accepts every correct solution`, zh: `${title.zh}：接受每一个正确解法` },
    catches: { en: `${title.en}: it catches wrong solutions`, zh: `${title.zh}：能抓住错误解法` },
  };
  const measured = sharedByTwo(
    async ({ budgetMs, seed, cases = runs }: Settings): Promise<Measured> =>
      measure(await candidates(kata), budgetMs, ({ module }, shrink) =>
        judge(() => makeProperty(pick(module as M)), {
          runs: Math.min(runs, cases),
          budgetMs,
          shrink,
          ...(seed !== undefined && { seed }),
        }),
      ),
  );
  declareMeasured(titles.accepts, measured, ({ rejected }) => rejected ?? null);
  declareMeasured(titles.catches, measured, ({ rejected, thoroughness }) => {
    if (rejected !== undefined) return { idea: unfair, inputs: [] };
    return thoroughness.catches[0] >= atLeast ? null : { idea: tally(thoroughness), inputs: [] };
  });
}

/** Measuring takes most of a boss's time: its two tests, run after each other, ask once. */
function sharedByTwo<Result>(
  measured: (settings: Settings) => Promise<Result>,
): (settings: Settings) => Promise<Result> {
  let first: { readonly asked: string; readonly result: Promise<Result> } | undefined;
  return ({ budgetMs, seed, cases }) => {
    const asked = JSON.stringify([budgetMs, seed, cases]);
    const known = first?.asked === asked ? first.result : undefined;
    const settings = { budgetMs, ...(seed !== undefined && { seed }), ...(cases !== undefined && { cases }) };
    const result = known ?? measured(settings);
    first = known === undefined ? { asked, result } : undefined;
    return result;
  };
}

interface Measured {
  readonly thoroughness: Thoroughness;
  /** The first right solution the property rejects, with the case that made it. */
  readonly rejected?: Failure;
}

/** Why a property could not be measured at all. */
class Unmeasured extends Error {
  readonly why: Pick<Outcome, 'status' | 'failure'>;
  constructor(why: Pick<Outcome, 'status' | 'failure'>) {
    super(why.status);
    this.why = why;
  }
}

/**
 * Asks about every candidate; only a right one that is rejected needs its smallest case. A wrong solution that never
 * returns counts as caught, a right one ends the measuring. After the first, which is right, the order is anybody's
 * guess, and whoever was answered well is asked about again in another one: a property that counts its calls cannot
 * guess twice.
 */
export function measure(
  { right, wrong }: { readonly right: readonly Candidate[]; readonly wrong: readonly Candidate[] },
  budgetMs: number,
  ask: (candidate: Candidate, shrink: boolean) => Judged,
): Measured {
  const answers = new Map<Candidate, Judged>();
  let late = 0;
  const order = [...right.slice(0, 1), ...shuffled([...right.slice(1), ...wrong])];
  for (const candidate of [...order, ...shuffled(order)]) {
    const isRight = right.includes(candidate);
    const before = answers.get(candidate)?.says;
    if (before !== undefined && before !== (isRight ? 'holds' : 'breaks')) continue;
    const judged = ask(candidate, isRight);
    if (isRight && judged.says === 'nothing') throw new Unmeasured(judged.why);
    if (judged.says === 'out of time' && (isRight || ++late === 3)) throw new Unmeasured(endless(budgetMs));
    answers.set(candidate, judged);
  }
  const rejections = right.flatMap((candidate) => {
    const judged = answers.get(candidate)!;
    return judged.says === 'breaks' ? [{ name: candidate.name, ...judged }] : [];
  });
  const missed = wrong.filter((candidate) => answers.get(candidate)!.says === 'holds');
  const accepted = right.length - rejections.length;
  const thoroughness: Thoroughness = {
    accepts: [accepted, right.length],
    catches: [wrong.length - missed.length, wrong.length],
    missed: missed.map(({ name }) => name),
  };
  const [first] = rejections;
  if (first === undefined) return { thoroughness };
  return { thoroughness, rejected: rejection(tally(thoroughness), first) };
}

/** Chance from outside: what Math.random gives next can be computed from what it gave. */
function shuffled<T>(items: readonly T[]): T[] {
  const order = [...items];
  for (let i = order.length - 1; i > 0; i--) {
    const other = randomInt(i + 1);
    [order[i], order[other]] = [order[other]!, order[i]!];
  }
  return order;
}

/** The failure that shows which right solution was rejected, and on which case. */
function rejection(
  idea: Text,
  { name, inputs, received }: Extract<Judged, { says: 'breaks' }> & { readonly name: Text },
): Failure {
  const solution: Failure['inputs'][number] = {
    label: { en: 'solution', zh: '解法' },
    cell: { kind: 'words', words: name },
  };
  return { idea, inputs: [solution, ...inputs], ...(received && { received }) };
}

/** A test that fails with what `wrongWith` finds, and shows both counts either way. */
function declareMeasured(
  title: Text,
  measured: (settings: Settings) => Promise<Measured>,
  wrongWith: (measured: Measured) => Failure | null,
): void {
  declare({
    title,
    run: async (settings): Promise<Outcome> => {
      try {
        const result = await measured(settings);
        const failure = wrongWith(result);
        const { thoroughness } = result;
        if (failure === null) return { title, status: 'passed', thoroughness };
        return { title, status: 'failed', failure, thoroughness };
      } catch (error) {
        if (error instanceof Unmeasured) return { title, ...error.why };
        throw error;
      }
    },
  });
}

const unfair: Text = {
  en: 'A property that rejects correct solutions catches nothing yet',
  zh: '连正确解法都拒绝的性质，还谈不上抓住错误',
};

const endless = (budgetMs: number): Pick<Outcome, 'status' | 'failure'> => ({
  status: 'out of time',
  failure: {
    idea: {
      en: `Your property did not finish within ${budgetMs} ms`,
      zh: `你的性质在 ${budgetMs} 毫秒内没有做完`,
    },
    inputs: [],
  },
});
