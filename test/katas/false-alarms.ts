import { randomInt } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { collect, runCollected } from '../kit/declare.ts';
import type { KataTest, Outcome } from '../kit/types.ts';
import { foldersIn, katas, root } from './tree.ts';

/**
 * Does any kata's test reject a right answer on cases nobody has seen? Every right solution is run in this process
 * with fresh seeds, which move whatever a test draws: its cases, and in statistical tests the seed of the sample.
 *
 * SEEDS how many (1,000), FIRST_SEED where they begin (random), CASES how many cases of each property per seed (all),
 * KATA only katas whose name has this in it, REPORT a file that gets the table, too.
 */
const { SEEDS = '1000', FIRST_SEED, CASES, REPORT } = process.env;
const seeds = Number(SEEDS);
const first = FIRST_SEED === undefined ? randomInt(2 ** 31 - seeds) : Number(FIRST_SEED);
// Trusted answers need no clock, and starting one costs more than most cases.
const options = { budgetMs: Number.POSITIVE_INFINITY, ...(CASES !== undefined && { cases: Number(CASES) }) };

/** A line of the report, at once: a long run that is cut off has told what it knows. */
function tell(line: string): void {
  console.log(line);
  if (REPORT !== undefined) appendFileSync(REPORT, `${line}\n`);
}

beforeAll(() => {
  const cases = CASES === undefined ? 'all cases' : `at most ${CASES} cases`;
  tell(`Seeds ${first} … ${first + seeds - 1}, ${cases} of each property per seed.\n`);
  tell('| kata | right solutions | fresh seeds | rejections |\n|---|---:|---:|---:|');
});

/**
 * The kata's tests on one target. A boss's property is the reference's whatever the target, so one of them tries it;
 * and not with a few cases only, which are too few to catch anything.
 */
async function testsOf(kata: string, target: string): Promise<readonly KataTest[]> {
  const url = `${root}katas/${kata}/kata.test.ts?target=${target}`;
  const { tests } = await collect(() => import(/* @vite-ignore */ url));
  if (!kata.includes('-boss-') || (target === 'solutions' && CASES === undefined)) return tests;
  const outcomes = await runCollected(tests, { ...options, cases: 1 });
  return tests.filter((_, i) => outcomes[i]!.thoroughness === undefined);
}

/** What is wrong with an outcome, with the command that shows it to somebody whose answer this is. */
function alarm(kata: string, target: string, number: number, seed: number, outcome: Outcome): string {
  const path = outcome.path === undefined ? '' : ` --path ${outcome.path}`;
  const replay = `npm start -- grade ${kata} --property ${number} --seed ${outcome.seed ?? seed}${path}`;
  return `${target}: ${outcome.title.en}: ${outcome.status}: ${outcome.failure?.idea.en ?? ''}\n  ${replay}`;
}

it.each(katas)('%s', async (kata) => {
  const targets = ['solutions', ...foldersIn(`test/right/${kata}`).map((folder) => `right/${folder}`)];
  const alarms: string[] = [];
  for (const target of targets) {
    const tests = await testsOf(kata, target);
    for (let seed = first; seed < first + seeds && alarms.length < 5; seed++) {
      const outcomes = await runCollected(tests, { ...options, seed });
      outcomes.forEach((outcome, i) => {
        if (outcome.status !== 'passed') alarms.push(alarm(kata, target, i + 1, seed, outcome));
      });
    }
  }
  tell(`| ${kata} | ${targets.length} | ${seeds} | ${alarms.length} |`);
  expect(alarms).toEqual([]);
});
