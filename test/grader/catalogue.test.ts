import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { allKatas, readCatalogue } from '../../grader/catalogue.ts';
import { ADD, makeCourse, scratch, write } from './fixtures/grade/course.ts';

const message = (folder: string): string => {
  try {
    readCatalogue(folder);
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing thrown';
};

it('reads groups, katas, stars, minutes, points, titles and hints from the folders', () => {
  const { groups } = readCatalogue(makeCourse().folder);
  expect(groups.map(({ id, title }) => [id, title.en, title.zh])).toEqual([
    ['01-sums', 'Sums', '求和'],
    ['02-more', 'More', 'More'],
  ]);
  const [first, second] = groups[0]!.katas;
  expect(first).toMatchObject({
    id: ADD,
    title: { en: 'Add', zh: '加' },
    stars: 1,
    minutes: 10,
    points: 10,
    cells: ['M02', 'P02'],
    files: ['kata.ts'],
  });
  expect(second?.points).toBe(20);
  expect(first?.hints[0]).toEqual({ en: 'Look at the sign.', zh: '看看符号。' });
  expect(first?.checks).toEqual([
    { en: 'one and two make three', zh: '一加二等于三' },
    { en: 'the order does not matter', zh: '次序无关' },
  ]);
});

it('knows from its test that a boss has a property file, and leaves other folders alone', () => {
  const test = `import { add } from '#kata/${ADD}/kata.ts';\nimport { mine } from '#kata/${ADD}/property.ts';\n`;
  const course = makeCourse({ [`katas/${ADD}/kata.test.ts`]: test, 'katas/notes/mine.md': 'mine' });
  expect(allKatas(readCatalogue(course.folder)).map(({ files }) => files.length)).toEqual([2, 1, 1]);
});

it('reads READMEs with CRLF and a byte order mark', () => {
  const course = makeCourse();
  const [before] = allKatas(readCatalogue(course.folder));
  const windows = '\uFEFF# Add ★\r\n\r\n10 minutes · seed cells M02 P02\r\n';
  const hints = [1, 2, 3]
    .map((n) => `<details>\r\n<summary>Hint ${n}</summary>\r\nx\r\n</details>`)
    .join('\r\n');
  write(course.folder, `katas/${ADD}/README.md`, windows + hints);
  expect(allKatas(readCatalogue(course.folder))[0]).toMatchObject({ title: before!.title, minutes: 10 });
});

it.each([
  ['README.md', '', 'expected a first line "# <title> ★", received an empty file.'],
  ['README.md', '# Add\n', 'expected a first line "# <title> ★", received "# Add".'],
  [
    'README.md',
    '# Add ★\nsoon\n',
    'expected a second line such as "10 minutes · seed cells M02 P02 T02", received "soon".',
  ],
  [
    'README.md',
    '# Add ★\n\n10 minutes · seed cells M02\n',
    'expected a <details> block "Hint 1" with text, received none.',
  ],
  [
    'README.zh-CN.md',
    '# 加 ★\n\n十分钟\n',
    'expected a second line such as "10 分钟 · 原书单元 M02 P02 T02", received "十分钟".',
  ],
])('refuses a malformed %s: %j', (name, text, sentence) => {
  const course = makeCourse({ [`katas/${ADD}/${name}`]: text });
  expect(message(course.folder)).toContain(`katas/${ADD}/${name}: ${sentence}`);
});

it('refuses translations that disagree, missing files, doubled numbers and an empty course', () => {
  const course = makeCourse();
  write(course.folder, 'katas/01-sums/01-copy/README.md', '');
  expect(message(course.folder)).toBe(
    'katas/01-sums: expected one folder numbered 01, received 01-add and 01-copy. Rename or move one away.',
  );
  rmSync(join(course.katas, '01-sums/01-copy'), { recursive: true });
  rmSync(join(course.katas, ADD, 'kata.test.ts'));
  expect(message(course.folder)).toBe(
    `katas/${ADD}: expected a file kata.test.ts, received none. Restore it from the repository.`,
  );
  const stars = makeCourse();
  const other = join(stars.katas, ADD, 'README.zh-CN.md');
  rmSync(other);
  expect(message(stars.folder)).toContain(`katas/${ADD}: expected a file README.zh-CN.md, received none.`);
  const empty = scratch();
  expect(message(empty)).toContain('katas: expected a folder, received none.');
  write(empty, 'katas/readme.txt', '');
  expect(message(empty)).toContain(
    'katas: expected folders such as 01-access/01-build-and-probe, received none.',
  );
});

it('refuses READMEs whose stars or minutes differ', () => {
  const course = makeCourse();
  const text = '# 加 ★★\n\n10 分钟 · 原书单元 M02\n';
  const hints = [1, 2, 3].map((n) => `<details><summary>提示 ${n}</summary>看</details>`).join('\n');
  write(course.folder, `katas/${ADD}/README.zh-CN.md`, text + hints);
  expect(message(course.folder)).toBe(
    `katas/${ADD}/README.zh-CN.md: expected the stars of README.md (1), received 2. Make the two agree.`,
  );
});
