import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readCatalogue } from '../../../grader/catalogue.ts';
import { drawKata } from '../../../grader/run.ts';
import { ADD, makeCourse, runCli, short } from '../fixtures/grade/course.ts';

const right = 'export const add = (a: number, b: number): number => a + b;\n';
const picture = `import { add } from '#kata/${ADD}/kata.ts';
import { Linear } from '#lib';
import { type Picture, type Say, treeOf } from '#lib/picture';

export const picture = (say: Say): Picture =>
  treeOf(new Linear(add(1, 1), 1), { title: say('sum ' + add(2, 3), '和 ' + add(2, 3)) });
`;
const courseWith = (kata: string) =>
  makeCourse({ [`katas/${ADD}/kata.ts`]: kata, [`katas/${ADD}/picture.ts`]: picture });

describe('picture', () => {
  it('draws one solved kata in the terminal', async () => {
    const course = courseWith(right);
    expect(await runCli(course, ['picture', 'add'])).toMatchObject({
      code: 0,
      out: '01-sums/01 Add\n\nsum 5\nLinear\n├─ weight  (1, 2) 2\n└─ bias  (1,) 1\n',
    });
    const { out } = await runCli(course, ['picture', 'add', '--json', '--lang', 'zh-CN']);
    expect(JSON.parse(out)).toMatchObject({ id: ADD, verdict: 'passed', picture: { 0: '和 5' } });
  });
  it('has none of what has not passed, or of a kata without', async () => {
    const course = courseWith(right.replace('a + b', 'a - b'));
    expect(await runCli(course, ['picture', 'add'])).toMatchObject({
      code: 1,
      out: '01-sums/01 Add has not passed yet. The picture is drawn by your own code.\n\nNext: npm start -- grade 01-sums/01\n',
    });
    const without = makeCourse({ [`katas/${ADD}/kata.ts`]: right });
    const zh = await runCli(without, ['picture', 'add', '--lang', 'zh-CN']);
    expect([zh.code, zh.out]).toEqual([1, '01-sums/01 加 没有图。\n\n下一步：npm start -- list\n']);
  });
});

describe('report', () => {
  it('writes a page with what the learner’s own code draws, in the language asked for', async () => {
    const course = courseWith(right);
    const file = join(course.folder, '.katas', 'report.html');
    const { code, out, err } = await runCli(course, ['report']);
    expect([code, err, out]).toEqual([0, '', `Next: ${pathToFileURL(file).href}\n`]);
    const page = readFileSync(file, 'utf8');
    expect(page).toContain('aria-label="sum 5"');
    expect(page).toContain('weight  (1, 2) 2');
    expect(page).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
    const other = join(course.folder, 'other.html');
    await runCli(course, ['report', '--output', other, '--lang', 'zh-CN']);
    expect(readFileSync(other, 'utf8')).toContain('aria-label="和 5"');
  });
  it('a wrong answer draws nothing', async () => {
    const course = courseWith(right.replace('a + b', 'a - b'));
    const json = JSON.parse((await runCli(course, ['report', '--json'])).out);
    expect(json.pictures).toBe(0);
    expect(readFileSync(join(course.folder, '.katas', 'report.html'), 'utf8')).not.toContain('<figure>');
  });
  it('a place that cannot be written is refused', async () => {
    const course = courseWith(right);
    const { code, err } = await runCli(course, ['report', '--output', course.folder]);
    expect(code).toBe(2);
    expect(err).toMatch(
      /^report: expected a file that can be written, received \w+ for .+\. Choose another with --output\.\n$/,
    );
    const chinese = await runCli(course, ['report', '--output', course.folder, '--lang', 'zh-CN']);
    expect(chinese.err).toContain('请用 --output 另选一个');
  });
  it.each([
    ['never ends', 'for (;;);\nexport const add = 1;'],
    ['throws', 'export const add = () => { throw new Error("x"); };'],
    [
      'asks for the course’s doors',
      "import { treeOf } from '#lib/picture';\nexport const add = () => treeOf;",
    ],
    ['does not parse', 'export const add = ;'],
  ])('code that %s draws nothing and is ended', async (_, code) => {
    const course = courseWith(right);
    const kata = readCatalogue(course.folder).groups[0]!.katas[0]!;
    expect(existsSync(join(kata.folder, 'picture.ts'))).toBe(true);
    expect(await drawKata(kata, new Map([['kata.ts', code]]), 'en', short)).toBeUndefined();
  });
});
