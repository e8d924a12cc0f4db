import { describe, expect, it } from 'vitest';
import { collect, runCollected } from '../kit/declare.ts';
import type { Outcome } from '../kit/types.ts';
import { foldersIn, hasAnswer, hasOnlyProperty, katas, root, wrongOf } from './tree.ts';

/** The outcomes of a kata's own test file against one target: of all its tests, or of the one with this title. */
async function judge(kata: string, target: string, only?: string): Promise<Outcome[]> {
  const url = `${root}katas/${kata}/kata.test.ts?target=${target}`;
  const { tests } = await collect(() => import(/* @vite-ignore */ url));
  if (tests.length === 0)
    throw new Error(`matrix: expected tests in ${url}, received none. Read it once only.`);
  // An honest answer gets time to spare: this machine may be busy.
  const budgetMs = only === undefined ? 5000 : 1000;
  return runCollected(
    tests.filter(({ title }) => only === undefined || title.en === only),
    { budgetMs },
  );
}

const failuresOf = (outcomes: readonly Outcome[]): string[] =>
  outcomes
    .filter(({ status }) => status !== 'passed')
    .map(({ title, status, failure }) => `${title.en}: ${status} ${JSON.stringify(failure ?? '')}`);

describe.each(katas)('%s', (kata) => {
  it('the stub is not started, in every test', async () => {
    const outcomes = await judge(kata, 'katas');
    expect(outcomes.length).toBeGreaterThan(2);
    expect(outcomes.filter(({ status }) => status !== 'not started')).toEqual([]);
  });

  it('the solution passes', async () => {
    const outcomes = await judge(kata, 'solutions');
    expect(failuresOf(outcomes)).toEqual([]);
    const measured = outcomes.flatMap(({ thoroughness }) => thoroughness ?? []);
    const ideas = foldersIn(`test/wrong/${kata}`).filter(
      (name) => !hasOnlyProperty(`test/wrong/${kata}/${name}`),
    );
    const right = 1 + foldersIn(`test/right/${kata}`).length;
    // The learner's property is measured on everything the kata has.
    for (const { accepts, catches } of measured) {
      expect(accepts).toEqual([right, right]);
      expect(catches[1]).toBe(ideas.length);
    }
    expect(measured.length).toBe(kata.includes('-boss-') ? 2 : 0);
    // The grader sends the learner to property.ts when one of the last two fails.
    expect(outcomes.slice(-2).flatMap(({ thoroughness }) => thoroughness ?? [])).toEqual(measured);
  });

  it('every right and wrong folder holds an answer: an empty one would borrow the solution', () => {
    const places = ['right', 'wrong'].flatMap((kind) =>
      foldersIn(`test/${kind}/${kata}`).map((folder) => `test/${kind}/${kata}/${folder}`),
    );
    expect(places.filter((place) => !hasAnswer(place))).toEqual([]);
  });

  it.each(foldersIn(`test/right/${kata}`))('right: %s passes', async (folder) => {
    expect(failuresOf(await judge(kata, `right/${folder}`))).toEqual([]);
  });

  it.each(foldersIn(`test/wrong/${kata}`))(
    'wrong: %s is rejected by the property it names',
    async (folder) => {
      const { caughtBy } = wrongOf(kata, folder);
      const [outcome] = await judge(kata, `wrong/${folder}`, caughtBy);
      expect(outcome?.title.en).toBe(caughtBy);
      expect(['failed', 'out of time']).toContain(outcome?.status);
    },
  );
});
