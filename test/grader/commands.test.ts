import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openKeep } from '../../grader/keep/index.ts';
import { ADD, type Course, katas, makeCourse, runCli, stub, write } from './fixtures/grade/course.ts';

const right = 'export const add = (a: number, b: number): number => a + b;\n';
const mine = '\uFEFFexport const add = 1; // mine\r\n';
const add = { id: ADD, files: ['kata.ts'] };

const file = (course: Course, id: string = ADD): string =>
  readFileSync(join(course.katas, id, 'kata.ts'), 'utf8');
const begun = (text = mine): Course => makeCourse({ [`katas/${ADD}/kata.ts`]: text });
const json = async (course: Course, ...argv: string[]) => {
  const { code, out } = await runCli(course, [...argv, '--json']);
  return { code, ...JSON.parse(out) };
};
const passed = (course: Course, text = right): void =>
  openKeep(course.folder).recordPassed(add, new Map([['kata.ts', text]]));

describe('reset and undo', () => {
  it('give the stub and the very bytes back, each with its next action', async () => {
    const course = begun();
    const reset = await runCli(course, ['reset', 'add']);
    expect(reset).toEqual({
      code: 0,
      err: '',
      out: '01-sums/01 Add\n\nThe stub is back.\nNext: npm start -- undo 01-sums/01 brings your version back\n',
    });
    expect(file(course)).toBe(stub(ADD));
    const undo = await runCli(course, ['undo']);
    expect(undo.out).toBe(
      '01-sums/01 Add\n\nYour version is back.\nNext: npm start -- undo 01-sums/01 takes this back too\n',
    );
    expect(file(course)).toBe(mine);
    expect(await json(course, 'undo', 'add')).toMatchObject({ code: 0, undone: [ADD] });
    expect(file(course)).toBe(stub(ADD));
  });

  it('promise no version of a file that was not there', async () => {
    const course = begun();
    rmSync(join(course.katas, ADD, 'kata.ts'));
    const { out } = await runCli(course, ['reset', 'add']);
    expect(out).toBe('01-sums/01 Add\n\nThe stub is back.\nNext: npm start -- grade 01-sums/01\n');
    expect(file(course)).toBe(stub(ADD));
  });

  it('reset several only with --yes, and undo all at once', async () => {
    const course = begun();
    write(course.katas, `${katas[1]}/kata.ts`, mine);
    for (const argv of [
      ['reset', '--all'],
      ['reset', '01-sums'],
    ]) {
      const { code, err } = await runCli(course, argv);
      expect([code, err]).toEqual([
        2,
        expect.stringMatching(/^reset: expected --yes to reset [23] katas at once/),
      ]);
    }
    expect(await json(course, 'reset', '--all', '--yes')).toEqual({ code: 0, reset: katas.slice(0, 2) });
    expect(await json(course, 'undo')).toMatchObject({ undone: katas.slice(0, 2) });
    expect([file(course), file(course, katas[1])]).toEqual([mine, mine]);
  });

  it('say when there is nothing to do, or nothing was named', async () => {
    const course = makeCourse();
    expect(await runCli(course, ['reset', 'add'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/Nothing to reset/),
    });
    expect(await runCli(course, ['undo'])).toMatchObject({ code: 1, out: 'Nothing to undo.\n' });
    const { code, err } = await runCli(course, ['reset']);
    expect([code, err]).toEqual([
      2,
      expect.stringContaining('reset: expected a kata or --all, received none.'),
    ]);
  });

  it('list the versions of a kata and bring one back', async () => {
    const course = begun();
    await runCli(course, ['reset', 'add']);
    writeFileSync(join(course.katas, ADD, 'kata.ts'), 'second\n');
    await runCli(course, ['reset', 'add']);
    const { out } = await runCli(course, ['undo', 'add', '--list']);
    expect(out).toMatch(
      /^01-sums\/01 Add\n {4}1 {2}\d{4}-\d\d-\d\d \d\d:\d\d {2}before a reset {2}1 line\n {4}2 {2}/,
    );
    expect((await runCli(course, ['undo', 'add', '--to', '2'])).code).toBe(0);
    expect(file(course)).toBe(mine);
    const { code, err } = await runCli(course, ['undo', 'add', '--to', '9']);
    expect([code, err]).toEqual([
      2,
      expect.stringContaining('--to: expected a version from 1 to 3, received 9.'),
    ]);
    expect((await runCli(makeCourse(), ['undo', 'add', '--list'])).out).toContain('No version is kept yet.');
  });
});

describe('diff', () => {
  it('compares with the last version that passed, or with the stub', async () => {
    const course = begun('export const add = 2;\n');
    const before = await json(course, 'diff', 'add');
    expect(before).toMatchObject({
      against: 'stub',
      lines: expect.arrayContaining(['+export const add = 2;']),
    });
    passed(course);
    const { out } = await runCli(course, ['diff', 'add']);
    expect(out).toBe(
      `01-sums/01 Add against the last version that passed

kata.ts
@ 1
-${right}+export const add = 2;

Next: npm start -- grade 01-sums/01
`,
    );
  });

  it('takes changed line ends for no difference', async () => {
    const course = begun(`\uFEFF${right.replaceAll('\n', '\r\n')}`);
    passed(course);
    expect((await runCli(course, ['diff', 'add'])).out).toContain('No difference.');
  });
});

describe('solution', () => {
  const solved = (text: string): Course =>
    makeCourse({ [`katas/${ADD}/kata.ts`]: text, [`solutions/${ADD}/kata.ts`]: '// the reference\n' });

  it('waits for a pass, and says what helps instead', async () => {
    const { code, out } = await runCli(solved(stub(ADD)), ['solution', 'add']);
    expect(code).toBe(1);
    expect(out).not.toContain('the reference');
    expect(out).toContain(
      'Next: npm start -- hint 01-sums/01, or npm start -- solution 01-sums/01 --give-up\n',
    );
  });

  it('is shown after a pass, or to who gives up, with the file kept', async () => {
    const course = solved(mine);
    passed(course);
    expect((await runCli(course, ['solution', 'add'])).out).toContain(
      `solutions/${ADD}/kata.ts\n\n// the reference`,
    );
    const other = solved(mine);
    expect((await runCli(other, ['solution', 'add', '--give-up'])).code).toBe(0);
    expect(file(other)).toBe(mine);
    expect(openKeep(other.folder).versions(add)).toHaveLength(1);
  });

  it('is put in place on request, and undo brings the bytes back', async () => {
    const course = solved(mine);
    const { written } = await json(course, 'solution', 'add', '--give-up', '--write');
    expect([written, file(course)]).toEqual([true, '// the reference\n']);
    await runCli(course, ['undo', 'add']);
    expect(file(course)).toBe(mine);
  });

  it('grades what has not been graded yet', async () => {
    expect((await runCli(solved(right), ['solution', 'add'])).code).toBe(0);
  });

  it('names the file that is missing', async () => {
    const { code, err } = await runCli(begun(), ['solution', 'add', '--give-up']);
    expect([code, err]).toEqual([
      3,
      expect.stringContaining(`solutions/${ADD}/kata.ts: expected a file, received none.`),
    ]);
  });
});

describe('review', () => {
  it('has nothing before the first pass', async () => {
    expect(await runCli(makeCourse(), ['review'])).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^No kata has passed yet/),
    });
  });

  it('takes the kata that passed longest ago, one after another, in a scratch copy', async () => {
    const course = begun(right);
    const other = { id: katas[1], files: ['kata.ts'] };
    passed(course);
    openKeep(course.folder).recordPassed(other, new Map([['kata.ts', right]]));
    const ids = [];
    for (let i = 0; i < 3; i++) ids.push((await json(course, 'review')).id);
    expect(ids).toEqual([ADD, katas[1], ADD]);
    expect(file(course)).toBe(right);
    const scratch = join(course.folder, '.katas', 'review', 'katas', ADD, 'kata.ts');
    expect(readFileSync(scratch, 'utf8')).toBe(stub(ADD));
  });

  it('leaves a begun scratch copy, until asked to begin anew; the grader finds it there', async () => {
    const course = begun(right);
    passed(course);
    const { file: shown, grade } = await json(course, 'review', 'add');
    const scratch = join(course.folder, shown);
    writeFileSync(scratch, right);
    expect(await json(course, 'review', 'add')).toMatchObject({ begun: true });
    expect(readFileSync(scratch, 'utf8')).toBe(right);
    expect(grade).toBe('npm start -- grade 01-sums/01 --katas .katas/review');
    const there = await runCli(course, ['grade', 'add', '--katas', join(course.folder, '.katas', 'review')]);
    expect(there.code).toBe(0);
    await runCli(course, ['review', 'add', '--again']);
    expect(readFileSync(scratch, 'utf8')).toBe(stub(ADD));
  });
});

it('list knows a verdict of the same bytes', async () => {
  const course = begun(right);
  expect((await json(course, 'list')).katas[0].state).toBe('started');
  await runCli(course, ['grade', 'add']);
  expect((await json(course, 'list')).katas[0].state).toBe('passed');
  expect(existsSync(join(course.folder, '.katas', 'keep'))).toBe(true);
});

it('answers in Chinese', async () => {
  const course = begun();
  const zh = async (...argv: string[]): Promise<string> =>
    (await runCli(course, [...argv, '--lang', 'zh-CN'])).out;
  expect(await zh('reset', 'add')).toContain(
    '已恢复原始文件。\n下一步：用 npm start -- undo 01-sums/01 可取回你写的版本',
  );
  expect(await zh('undo', 'add')).toContain('已取回你写的版本。');
  expect(await zh('diff', 'add')).toContain('与原始文件相比：还没有通过的版本');
  expect(await zh('review')).toContain('还没有通过的练习');
});
