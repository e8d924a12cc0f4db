import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, describe as group, it } from 'vitest';
import { forgetScripts } from '../../grader/bundle.ts';
import { diagnose } from '../../grader/diagnosis/index.ts';
import { type Known, recognise } from '../../grader/diagnosis/recognise.ts';
import type { Behaviour, Diagnosis, Kata } from '../../grader/types.ts';
import { ADD, type Course, makeCourse, runCli, short, write } from './fixtures/grade/course.ts';

const both = (en: string) => ({ en, zh: `中文 ${en}` });
const wrong = (id: string, name = id): Diagnosis => ({ id, name: both(name), hint: both(`Why ${name}?`) });
const differs = (form: string) => [{ number: 0, sights: [[1, { form }]], threw: false }] as const;

group('a behaviour is recognised', () => {
  const one: Known = { wrong: wrong('one'), behaviour: { a: differs('1'), b: [] } };
  const two: Known = { wrong: wrong('two'), behaviour: { a: differs('2'), b: [] } };
  const named = (seen: Behaviour, known: readonly Known[] = [one, two]) => recognise(seen, known)?.id;

  it('when it is just that of one wrong solution', () => {
    expect(named({ a: differs('2'), b: [] })).toBe('two');
  });
  it('and not when anything differs, or nothing is known', () => {
    expect(named({ a: differs('3'), b: [] })).toBeUndefined();
    expect(named({ a: differs('2'), b: differs('2') })).toBeUndefined();
    expect(named({ a: differs('2'), b: [], c: [] })).toBeUndefined();
    expect(named({ a: differs('2'), b: [] }, [])).toBeUndefined();
  });
  it('and not when nothing wrong was seen, whatever is known', () => {
    const harmless = { wrong: wrong('harmless'), behaviour: { a: [], b: [] } };
    expect(named({ a: [], b: [] }, [harmless])).toBeUndefined();
    expect(named({}, [harmless])).toBeUndefined();
  });
  it('and not when two fit', () => {
    expect(named({ a: differs('2'), b: [] }, [one, two, { ...two, wrong: wrong('twin') }])).toBeUndefined();
  });
  it('by the tests that are begun', () => {
    expect(named({ a: differs('2'), b: 'not started' })).toBe('two');
    expect(named({ a: 'not started', b: [] })).toBeUndefined();
  });
});

const SUBTRACTS = 'test/wrong/01-sums/01-add/W-01-subtracts';
const LOOPS = 'test/wrong/01-sums/01-add/W-02-loops';

function course(answer: string, more: Readonly<Record<string, string>> = {}): Course {
  return makeCourse({
    [`katas/${ADD}/kata.ts`]: answer,
    [`${SUBTRACTS}/kata.ts`]: 'export function add(a: number, b: number): number {\n  return a - b;\n}\n',
    [`${SUBTRACTS}/wrong.json`]: JSON.stringify({ ...wrong('W-01', 'Subtracts'), caughtBy: 'x' }),
    [`${LOOPS}/kata.ts`]:
      'export function add(a: number, b: number): number {\n  while (a > 1) {}\n  return a + b;\n}\n',
    [`${LOOPS}/wrong.json`]: JSON.stringify({ ...wrong('W-02', 'Loops'), caughtBy: 'x' }),
    ...more,
  });
}

async function judged(made: Course) {
  const { out } = await runCli(made, ['grade', ADD, '--json']);
  return JSON.parse(out).groups[0].katas[0];
}
const say = 'export const add = (a: number, b: number): number =>';

it('names a submission written in another way, on the screen of either language and in JSON', async () => {
  const made = course(`${say} -(b - a);\n`);
  expect((await judged(made)).diagnosis).toEqual(wrong('W-01', 'Subtracts'));
  const en = await runCli(made, ['grade', ADD, '--lang', 'en']);
  expect(en.out).toContain('\n\nThis looks like: Subtracts\n  Why Subtracts?\n\nHint: ');
  const zh = await runCli(made, ['grade', ADD, '--lang', 'zh-CN']);
  expect(zh.out).toContain('\n\n看起来像是：中文 Subtracts\n  中文 Why Subtracts?\n\n查看提示：');
});

it('names one that never ends like a known one', async () => {
  const { verdict, diagnosis } = await judged(course(`${say} { for (; a > 1; ); return b + a; };\n`));
  expect([verdict, diagnosis]).toEqual(['out of time', wrong('W-02', 'Loops')]);
});

it.each([
  ['a right one', `${say} b + a;\n`, 'passed'],
  ['another wrong one', `${say} a * b;\n`, 'wrong'],
  ['one that is wrong now and then', `${say} (Math.random() < 0.5 ? a - b : a + b + 1);\n`, 'wrong'],
  ['one that is not allowed', `${say} { process.exit(); return a - b; };\n`, 'not allowed'],
  ['one that does not load', `${say} a - b;\nthrow new Error('no');\n`, 'broken'],
])('says nothing of %s', async (_, answer, expected) => {
  const kata = await judged(course(answer));
  expect([kata.verdict, kata.diagnosis]).toEqual([expected, undefined]);
});

it('looks at a copy with nothing left over in it from being judged', async () => {
  const remembers = `let calls = 0;\n${say} (calls++ < 100 ? a - b : a + b);\n`;
  expect((await judged(course(remembers))).diagnosis).toEqual(undefined);
  const again = `let calls = 0;\n${say} (calls++ < 1000 ? a - b : a + b);\n`;
  expect((await judged(course(again))).diagnosis?.id).toBe('W-01');
});

it.each([
  ['does nothing special', '', 'W-01'],
  ['hangs', 'for (;;);', undefined],
  ['fills the heap', 'const all = []; for (;;) all.push(new Array(1e6).fill(1));', undefined],
])('one that %s only while it is looked at keeps its verdict', async (_, body, id) => {
  // The copy finds that numbers were drawn before it.
  const second = `import { defaultGenerator } from '#lib/torch';\nimport { Generator } from '#lib';
const first = defaultGenerator.uniform() === new Generator(0).uniform();
if (!first) { ${body} }\n`;
  const kata = await judged(course(`${second}${say} a - b;\n`));
  expect([kata.verdict, kata.problems, kata.points.earned]).toEqual(['wrong', [], 0]);
  expect(kata.diagnosis?.id).toBe(id);
});

it('keeps what it learnt beside the course until the catalogue changes', async () => {
  const made = course(`${say} a - b;\n`);
  const file = join(made.folder, '.katas/known/01-sums_01-add.json');
  expect(existsSync(file)).toBe(false);
  let edits = 0;
  const nameNow = async (): Promise<string> => {
    forgetScripts();
    // No verdict is kept of a text never seen before.
    write(made.folder, `katas/${ADD}/kata.ts`, `${say} a - b;\n// ${++edits}\n`);
    return (await judged(made)).diagnosis.name.en;
  };
  await judged(made);
  const learnt = readFileSync(file, 'utf8');
  writeFileSync(file, learnt.replaceAll('Subtracts', 'Kept'));
  expect(await nameNow()).toBe('Kept');
  write(made.folder, `${SUBTRACTS}/wrong.json`, JSON.stringify(wrong('W-01', 'Takes away')));
  expect(await nameNow()).toBe('Takes away');
  writeFileSync(file, '{ torn');
  expect(await nameNow()).toBe('Takes away');
  expect(JSON.parse(readFileSync(file, 'utf8')).known).toHaveLength(2);
});

it('says nothing where nothing can be learnt, and grades on', async () => {
  const none = makeCourse({ [`katas/${ADD}/kata.ts`]: `${say} a - b;\n` });
  expect(await judged(none)).toMatchObject({ verdict: 'wrong' });
  const broken = course(`${say} a - b;\n`, { [`${LOOPS}/kata.ts`]: 'export const add = (;\n' });
  const { verdict, diagnosis } = await judged(broken);
  expect([verdict, diagnosis]).toEqual(['wrong', undefined]);
});

it('asks nothing of a verdict that is not about behaviour', async () => {
  const kata = {} as Kata;
  const behaviours = [{ a: differs('1') }];
  for (const name of ['passed', 'not started', 'broken', 'not allowed'] as const)
    expect(await diagnose(kata, { name, problems: [] }, { behaviours }, short)).toBeUndefined();
  expect(await diagnose(kata, { name: 'wrong', problems: [] }, { behaviours: [] }, short)).toBeUndefined();
});
