import { spawnSync } from 'node:child_process';
import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { wantsColours } from '../../grader/terminal.ts';
import { ADD, katas, makeCourse, runCli, scratch, write } from './fixtures/grade/course.ts';

const right = 'export const add = (a: number, b: number): number => a + b;\n';
const minus = 'export const add = (a: number, b: number): number => a - b;\n';

it('prints the scorecard of untouched stubs and exits 1', async () => {
  const { code, out, err } = await runCli(makeCourse(), []);
  expect([code, err]).toEqual([1, '']);
  expect(out).toBe(`Parameter Katas                                              0 / 60 points · 0 %

01 Sums                                                                   0 / 30
  · 01 Add        ★       0/10  not started
  · 02 Add again  ★★      0/20  not started

02 More                                                                   0 / 30
  · 01 Last       ★★★     0/30  not started

Next: read katas/01-sums/01-add/README.md, write kata.ts beside it, then run npm start -- grade 01-sums/01
`);
});

it('exits 0 with 100 % when every kata is solved', async () => {
  const course = makeCourse();
  for (const id of katas) write(course.katas, `${id}/kata.ts`, right);
  const { code, out } = await runCli(course, ['grade']);
  expect(code).toBe(0);
  expect(out).toContain('60 / 60 points · 100 %');
});

it('shows a wrong answer with its property, numbers, replay and next action, in either language', async () => {
  const course = makeCourse({ [`katas/${ADD}/kata.ts`]: minus });
  const { code, out } = await runCli(course, ['grade', 'add', '--hint', '1']);
  expect(code).toBe(1);
  const parts = [
    '01-sums/01 Add ★',
    'wrong · 0 of 2 properties',
    '✗ one and two make three',
    'add adds its two numbers',
    'expected',
    'Hint 1: Look at the sign.',
    'Replay: npm start -- grade 01-sums/01 --property 1',
    'Next: edit katas/01-sums/01-add/kata.ts, then run npm start -- grade 01-sums/01\n',
  ];
  const places = parts.map((part) => out.indexOf(part));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  const chinese = await runCli(course, ['grade', 'add'], { env: { LANG: 'zh_CN.UTF-8' } });
  expect(chinese.out).toContain('✗ 一加二等于三\n  add 把两个数相加');
});

it('replays one property with its seed and path', async () => {
  const course = makeCourse({ [`katas/${ADD}/kata.ts`]: minus });
  const first = await runCli(course, ['grade', 'add', '--property', '2']);
  expect(first.code).toBe(1);
  expect(first.out).toContain('wrong · 0 of 1 property');
  const replay = /Replay: npm start -- (.*)/.exec(first.out)![1]!.split(' ');
  const again = await runCli(course, replay);
  expect(again.out.replace(/Replay.*/, '')).toBe(first.out.replace(/Replay.*/, ''));
});

it('gives the scorecard of a whole group, and partial points', async () => {
  const half = 'export const add = (a: number, b: number): number => a * b;\n';
  const course = makeCourse({ [`katas/${ADD}/kata.ts`]: half });
  const { out } = await runCli(course, ['grade', '01-sums']);
  expect(out).toContain(
    '✗ 01 Add        ★       5/10  wrong · 1 of 2 properties\n       one and two make three\n',
  );
  expect(out).toContain('Next: npm start -- grade 01-sums/01\n');
  expect(out).not.toContain('02 More');
});

it.each([
  ['missing file', undefined, 'katas/01-sums/01-add/kata.ts: expected this file, received none.'],
  [
    'syntax error',
    'export const = 1;',
    'kata.ts:1: expected TypeScript that parses, received "Unexpected token".',
  ],
  ['missing export', 'const add = 1;', 'kata.ts: expected an export named add, received none. Write export'],
  [
    'misnamed export',
    'export const ad = 1;',
    'kata.ts: expected an export named add, received ad. Export it',
  ],
  [
    'unknown library name',
    "import { nope } from '#lib';\nexport const add = nope;",
    'kata.ts:1: expected a name that #lib has, received nope.',
  ],
  ['file in UTF-16', 'export\0', 'kata.ts: expected text in UTF-8, received UTF-16.'],
  [
    'error at load',
    '\nthrow new Error("boom");\nexport const add = 1;',
    'kata.ts:2: expected a file that loads, received "Error: boom".',
  ],
])('calls a %s broken', async (_, text, sentence) => {
  const course = makeCourse(text === undefined ? {} : { [`katas/${ADD}/kata.ts`]: text });
  if (text === undefined) rmSync(join(course.katas, ADD, 'kata.ts'));
  const { code, out } = await runCli(course, ['grade', 'add']);
  expect(code).toBe(1);
  expect(out).toContain('broken');
  expect(out).toContain(text === undefined ? 'Next: npm start -- reset 01-sums/01' : 'Next: edit katas/');
  expect(out).toContain(sentence);
});

it('accepts a byte order mark and CRLF', async () => {
  const course = makeCourse({ [`katas/${ADD}/kata.ts`]: `\uFEFF${right.replaceAll('\n', '\r\n')}` });
  expect((await runCli(course, ['grade', 'add'])).code).toBe(0);
});

it('judges another folder of katas, or a checkout, with the tests of this course', async () => {
  const course = makeCourse();
  const theirs = scratch();
  write(theirs, `katas/${ADD}/kata.ts`, right);
  expect((await runCli(course, ['grade', 'add', '--katas', theirs])).code).toBe(0);
  const byName = await runCli(course, ['grade'], { env: { KATAS_DIR: join(theirs, 'katas') } });
  expect(byName.code).toBe(1);
  expect(byName.out).toContain('✓ 01 Add');
  expect(byName.out).toContain('broken');
  const nowhere = await runCli(course, ['--katas', '/no/such/folder']);
  expect([nowhere.code, nowhere.err]).toEqual([
    2,
    '--katas: expected a folder with katas, received /no/such/folder. Check the path.\n',
  ]);
});

it('finds the katas of an upload one folder down, past what unpacking leaves, and never by a link', async () => {
  const course = makeCourse();
  const upload = scratch();
  write(upload, `homework/katas/${ADD}/kata.ts`, right);
  write(upload, `__MACOSX/katas/${ADD}/._kata.ts`, '');
  write(upload, `.history/katas/${ADD}/kata.ts`, '');
  expect((await runCli(course, ['grade', 'add', '--katas', upload])).code).toBe(0);
  write(upload, `older/katas/${ADD}/kata.ts`, right);
  const several = await runCli(course, ['grade', '--katas', upload]);
  expect([several.code, several.err]).toEqual([
    2,
    `--katas: expected one folder with katas, received ${upload}: several submissions in it; keep one.\n`,
  ]);
  const linked = scratch();
  symlinkSync(join(course.folder, 'solutions'), join(linked, 'katas'), 'junction');
  const refused = await runCli(course, ['grade', '--katas', linked, '--lang', 'zh-CN']);
  expect([refused.code, refused.err]).toEqual([
    2,
    `--katas：应是一个含有练习的文件夹，收到的是 ${linked}：是符号链接，请放入文件夹本身。\n`,
  ]);
});

it('answers in JSON', async () => {
  const course = makeCourse({ [`katas/${ADD}/kata.ts`]: right });
  const { code, out } = await runCli(course, ['grade', 'add', '--json']);
  expect(code).toBe(0);
  const { groups, points } = JSON.parse(out);
  expect(points).toEqual({ earned: 10, possible: 10 });
  expect(groups[0].katas[0]).toMatchObject({ id: ADD, verdict: 'passed' });
});

it('lists katas, gives hints and help, and exits 0', async () => {
  const course = makeCourse({ [`katas/${ADD}/kata.ts`]: right });
  const list = await runCli(course, ['list']);
  expect([list.code, list.out]).toMatchObject([0, expect.stringContaining('started      M02 P02')]);
  const hint = await runCli(course, ['hint', 'add', '--level', '2']);
  expect([hint.code, hint.out]).toMatchObject([0, expect.stringContaining('Hint 2: Write a + b.')]);
  const help = await runCli(course, ['--help', '--lang', 'zh-CN']);
  expect([help.code, help.out]).toMatchObject([0, expect.stringContaining('退出码')]);
});

it.each([
  [['grade', 'ad'], 'Did you mean add?'],
  [['hint'], 'hint: expected exactly one kata, received 0.'],
  [['hint', '01-sums'], 'hint: expected exactly one kata, received 2.'],
  [['grade', '--path', '0'], '--path: expected exactly one kata, received 3.'],
  [['grade', '--property', '1'], '--property: expected exactly one kata, received 3.'],
  [['grade', 'add', '--path', '0'], '--path: expected --property N --path P, received --path 0.'],
  [['grade', 'add', '--property', '3'], '--property: expected 1 … 2, received 3.'],
])('exits 2 for %j', async (argv, sentence) => {
  const course = makeCourse({ [`katas/${ADD}/kata.ts`]: minus });
  const { code, out, err } = await runCli(course, argv);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(sentence);
});

it.each([
  ['nothing to list', 'export {};', 'expected at least one test, received none.'],
  ['an error', 'throw new Error("oops");', 'expected tests that can be listed, received "Error: oops".'],
  ['a syntax error', 'export const = 1;', 'expected tests and library that build, received'],
])('exits 3 when a test file has %s', async (_, text, sentence) => {
  const course = makeCourse({ [`katas/${ADD}/kata.ts`]: right, [`katas/${ADD}/kata.test.ts`]: text });
  const { code, err } = await runCli(course, []);
  expect(code).toBe(3);
  expect(err).toContain(sentence);
});

it('colours a terminal, unless NO_COLOR or a dumb one', () => {
  expect(wantsColours({ env: {}, isTerminal: true })).toBe(true);
  expect(wantsColours({ env: {}, isTerminal: false })).toBe(false);
  expect(wantsColours({ env: { NO_COLOR: '1', FORCE_COLOR: '1' }, isTerminal: true })).toBe(false);
  expect(wantsColours({ env: { TERM: 'dumb' }, isTerminal: true })).toBe(false);
  expect(wantsColours({ env: { FORCE_COLOR: '1' }, isTerminal: false })).toBe(true);
});

it('runs as a program: start.mjs, colours off in a pipe, the exit code of the verdict', () => {
  const start = fileURLToPath(new URL('../../grader/start.mjs', import.meta.url));
  const course = makeCourse();
  const run = spawnSync(process.execPath, [start, '--course', course.folder], { encoding: 'utf8' });
  expect([run.status, run.stderr]).toEqual([1, '']);
  expect(run.stdout).toContain('0 / 60 points');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a colour code starts with it
  expect(run.stdout).not.toMatch(/\u001b/);
});
