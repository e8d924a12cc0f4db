import { createHash, type Hash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allKatas, readCatalogue } from '../../grader/catalogue.ts';
import { livingChildren } from '../../grader/child-process.ts';
import { grade } from '../../grader/grade.ts';
import { defaultLimits } from '../../grader/limits.ts';
import { kataScreen } from '../../grader/report/failure.ts';
import { paperFor } from '../../grader/report/paper.ts';
import type { GradedKata, Language } from '../../grader/types.ts';
import { allCheats, type Cheat } from './fixtures/cheats.ts';
import { scaleKata } from './fixtures/grade/scale.ts';
import { allGone } from './fixtures/processes.ts';

const checkout = fileURLToPath(new URL('../..', import.meta.url));
const cheats = allCheats();
/** The one group whose types are checked: the others would only cost time. */
const TYPES = '11-cheats-by-types';
const honest = ['01-never-ends/98-honest', '10-hands-in-nothing/98-honest', `${TYPES}/98-honest`];
const right = `import type { Tensor } from '#lib';
export const scale = (x: Tensor, by: number): Tensor => x.mul(by);
`;
const limits = { ...defaultLimits, loadMs: 2000, budgetMs: 500, graceMs: 2000, residentMb: 500 };
const folder = mkdtempSync(join(tmpdir(), 'parameter-katas-'));
const canary = join(folder, 'canary');
const seen = new Set<number>();
const graded = new Map<string, GradedKata>();

/** All cheats and two honest answers in one course, graded in one run. */
beforeAll(async () => {
  mkdirSync(canary);
  writeFileSync(join(canary, 'kata.ts'), 'untouched');
  const course = join(folder, 'course');
  for (const { id, submit } of cheats) submit(scaleKata(course, id), canary);
  for (const id of honest) writeFileSync(scaleKata(course, id), right);
  const before = [folder, checkout].map(hashOf);
  const watch = setInterval(() => {
    for (const pid of livingChildren()) seen.add(pid);
  }, 20);
  const katas = allKatas(readCatalogue(course));
  const [byTypes, rest] = [true, false].map((own) => katas.filter(({ group }) => own === (group === TYPES)));
  const options = { katasFolder: join(course, 'katas'), limits, replay: {} };
  for (const each of [
    ...(await grade(rest!, { ...options, types: false })),
    ...(await grade(byTypes!, options)),
  ])
    graded.set(each.kata.id, each);
  clearInterval(watch);
  expect([folder, checkout].map(hashOf)).toEqual(before);
}, 900_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('the corpus has every group, several cheats each', () => {
  const groups = [...new Set(cheats.map(({ id }) => id.split('/')[0]!))];
  expect(groups.map((group) => Number(group.slice(0, 2)))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  for (const group of groups)
    expect(cheats.filter(({ id }) => id.startsWith(group)).length).toBeGreaterThan(4);
  for (const page of ['containment.md', 'containment.zh-CN.md'])
    expect(readFileSync(join(checkout, 'docs', page), 'utf8')).toMatch(new RegExp(`\\b${cheats.length} `));
});

it.each(cheats.map((cheat) => [cheat.id, cheat] as const))('%s', (id, { verdict, points, says }: Cheat) => {
  const judged = graded.get(id)!;
  const screen = (language: Language): string =>
    kataScreen(judged, paperFor(language, 100, false), 0).replaceAll('\n', ' ');
  const [en, zh] = [screen('en'), screen('zh-CN')];
  expect({ verdict: judged.verdict.name, points: judged.verdict.earned, en }).toMatchObject({
    verdict,
    points,
  });
  expect(en).toContain(says[0]);
  expect(zh).toContain(says[1]);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not reach a terminal.
  expect(en + zh).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
});

it('honest answers among them pass', () => {
  for (const id of honest) expect(graded.get(id)!.verdict).toMatchObject({ name: 'passed', earned: 10 });
});

it('no process is left', async () => {
  expect(livingChildren()).toEqual([]);
  expect(seen.size).toBeGreaterThan(20);
  await allGone([...seen]);
});

/** Names and bytes of what a submission might want to change: the checkout's own files, or everything in a folder. */
function hashOf(root: string): string {
  const hash = createHash('sha256');
  const parts =
    root === checkout ? ['grader', 'katas', 'lib', 'solutions', 'test/kit', 'package.json'] : ['.'];
  for (const part of parts) addTo(hash, join(root, part));
  return hash.digest('hex');
}

function addTo(hash: Hash, path: string): void {
  hash.update(path);
  try {
    for (const name of readdirSync(path).sort()) addTo(hash, join(path, name));
  } catch {
    hash.update(readFileSync(path));
  }
}
