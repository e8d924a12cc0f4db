import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { main } from '../../grader/cli.ts';
import { messagesOf, tellProblem } from '../../grader/messages.ts';
import { findViolations } from '../../grader/rules.ts';
import { parseSource } from '../../grader/source.ts';
import type { Problem } from '../../grader/types.ts';
import { collect, runCollected } from '../kit/declare.ts';
import { copyShipped } from './shipped.ts';
import { foldersIn, hasAnswer, katas, root } from './tree.ts';

/**
 * One answer per kata that is right and not the learner's own: it calls what the library has instead of writing it, or
 * takes the solution where the library has nothing. Nothing but the rule stands between it and full points.
 */
const refused = (kata: string): string => `test/refused/${kata}`;

/** The library's shortcut is itself a mistake here: it shares what should be separate. */
const wrongBesides = ['02-nested/01-block-factory'];

const scratch = mkdtempSync(join(tmpdir(), 'parameter-katas-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Judged {
  readonly verdict: string;
  readonly points: { readonly earned: number };
  readonly problems: readonly Problem[];
}

/** What the grader says of all refused answers, put where a learner's stubs stand. */
async function judged(): Promise<ReadonlyMap<string, Judged>> {
  const folder = join(scratch, 'katas');
  copyShipped(folder);
  cpSync(join(root, 'test/refused'), folder, { recursive: true });
  let text = '';
  const out = (more: string): void => {
    text += more;
  };
  await main(['grade', ...katas, '--json', '--katas', folder], {
    env: {},
    columns: 80,
    isTerminal: false,
    out,
    err: out,
  });
  const { groups } = JSON.parse(text) as { groups: { katas: (Judged & { id: string })[] }[] };
  return new Map(groups.flatMap((group) => group.katas.map((each) => [each.id, each])));
}
const verdicts = judged();

const load = (kata: string, target: string) => {
  const url = `${root}katas/${kata}/kata.test.ts?target=${target}`;
  return collect(() => import(/* @vite-ignore */ url));
};

describe.each(katas)('%s', (kata) => {
  it('has an answer that is refused', () => {
    expect(hasAnswer(refused(kata))).toBe(true);
  });

  it('refuses it, with a reason in both languages, and gives no points', async () => {
    const { verdict, points, problems } = (await verdicts).get(kata)!;
    expect([verdict, points.earned]).toEqual(['not allowed', 0]);
    expect(problems.length).toBeGreaterThan(0);
    for (const problem of problems) {
      expect(['name refused', 'import refused']).toContain(problem.kind);
      expect(tellProblem(problem, messagesOf('en'))).toMatch(
        /kata\.ts:\d+: expected .*, received \S+(: .+)?\. \w+/,
      );
      expect(tellProblem(problem, messagesOf('zh-CN'))).toMatch(/kata\.ts.*：.*\p{Script=Han}{4}.*。/u);
    }
  });

  it.skipIf(wrongBesides.includes(kata))('would have passed it otherwise', async () => {
    const { tests } = await load(kata, 'refused');
    const outcomes = await runCollected(tests, { budgetMs: 5000 });
    expect(outcomes.filter(({ status }) => status !== 'passed')).toEqual([]);
  });

  it('refuses no right answer', async () => {
    const { forbidden } = await load(kata, 'solutions');
    const homes = [
      `solutions/${kata}`,
      ...foldersIn(`test/right/${kata}`).map((name) => `test/right/${kata}/${name}`),
    ];
    const found = homes.flatMap((home) =>
      findViolations(parseSource('kata.ts', readFileSync(`${root}${home}/kata.ts`, 'utf8')), forbidden).map(
        (problem) => [home, problem],
      ),
    );
    expect(found).toEqual([]);
  });
});
