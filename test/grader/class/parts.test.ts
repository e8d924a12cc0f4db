import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ClassFolder, isWithin, recordName } from '../../../grader/class/folder.ts';
import { readRecord, type StudentRecord, writeRecord } from '../../../grader/class/record.ts';
import { inShard, readShard } from '../../../grader/class/shard.ts';
import { checkSubmissions, findStudents } from '../../../grader/class/students.ts';
import { withPatience } from '../../../grader/limits.ts';
import { scratch, short, write } from '../fixtures/grade/course.ts';

const name = fc.string({ unit: 'binary', minLength: 1 });
const groups = ['01-sums', '02-more'];

it('finds a checkout, a katas folder, and either one level down, whatever the folder is called', () => {
  const home = scratch();
  const long = '长'.repeat(60);
  write(home, 'checkout/katas/01-sums/01-add/kata.ts', '');
  write(home, 'bare/01-sums/01-add/kata.ts', '');
  write(home, '--help/repo-main/katas/01-sums/01-add/kata.ts', '');
  write(home, `${long}/homework/02-more/01-last/kata.ts`, '');
  write(home, '=1+1 “odd”/katas/x', '');
  expect(findStudents(home, groups)).toEqual([
    { name: '--help', katasFolder: join(home, '--help', 'repo-main', 'katas') },
    { name: '=1+1 “odd”', katasFolder: join(home, '=1+1 “odd”', 'katas') },
    { name: 'bare', katasFolder: join(home, 'bare') },
    { name: 'checkout', katasFolder: join(home, 'checkout', 'katas') },
    { name: long, katasFolder: join(home, long, 'homework') },
  ]);
});

it('says why an entry holds nothing to grade, and follows no link', () => {
  const home = scratch();
  write(home, 'other/katas/01-sums/x', '');
  write(home, 'a-file.zip', '');
  mkdirSync(join(home, 'b-empty'));
  write(home, 'c-none/essay.txt', '');
  write(home, 'd-two/one/katas/x', '');
  write(home, 'd-two/two/katas/x', '');
  write(home, '.hidden/katas/x', '');
  write(home, '__MACOSX/katas/x', '');
  mkdirSync(join(home, 'f-inside'));
  symlinkSync(join(home, 'other'), join(home, 'e-link'));
  symlinkSync(join(home, 'other', 'katas'), join(home, 'f-inside', 'katas'));
  const found = findStudents(home, groups).map((each) => [each.name, 'problem' in each ? each.problem : '']);
  expect(found).toEqual([
    ['a-file.zip', 'a file'],
    ['b-empty', 'an empty folder'],
    ['c-none', 'no katas'],
    ['d-two', 'several submissions'],
    ['e-link', 'a symbolic link'],
    ['f-inside', 'a symbolic link'],
    ['other', ''],
  ]);
});

it('refuses a place that is no folder of submissions', () => {
  const home = scratch();
  write(home, 'file', '');
  const sentence = '--submissions: expected a folder with a folder per student, received x. Check the path.';
  expect(() => checkSubmissions(join(home, 'file'), 'x')).toThrow(sentence);
  expect(() => checkSubmissions(join(home, 'none'), 'x')).toThrow(sentence);
});

it('puts every name in exactly one shard, by itself', () => {
  fc.assert(
    fc.property(name, fc.integer({ min: 1, max: 9 }), (student, of) => {
      const indices = Array.from({ length: of }, (_, i) => i + 1);
      expect(indices.filter((index) => inShard(student, { index, of })).length).toBe(1);
    }),
    { seed: 1 },
  );
  const names = Array.from({ length: 400 }, (_, i) => `student-${i}`);
  for (const index of [1, 2, 3, 4]) {
    const size = names.filter((each) => inShard(each, { index, of: 4 })).length;
    expect(size).toBeGreaterThan(60);
  }
  expect(inShard('é', { index: 1, of: 2 })).toBe(inShard('e\u0301', { index: 1, of: 2 }));
});

it('reads a shard, and refuses what is none', () => {
  expect(readShard('2/4', '--shard')).toEqual({ index: 2, of: 4 });
  for (const wrong of ['0/4', '5/4', '1/257', '1', '1/', 'a/b', '-1/4']) {
    expect(() => readShard(wrong, '--shard')).toThrow(
      `--shard: expected 1/4 … 4/4, received "${wrong}". See npm start -- --help.`,
    );
  }
});

it('gives every student a file name that any disk accepts and nobody else has', () => {
  fc.assert(
    fc.property(name, name, (one, two) => {
      expect(recordName(one)).toMatch(/^([A-Za-z0-9][A-Za-z0-9-]{0,39}-)?[0-9a-f]{12}\.json$/);
      expect(recordName(one).length).toBeLessThan(64);
      expect(recordName(one) === recordName(two)).toBe(one === two);
    }),
    { seed: 2 },
  );
  expect(recordName('anna').toLowerCase()).not.toBe(recordName('Anna').toLowerCase());
});

const record: StudentRecord = {
  schema: 'parameter-katas/student/v1',
  student: '安娜 <b>',
  course: 'c',
  content: 'd',
  gradedAt: '2026-11-27T08:00:00.000Z',
  seconds: 1,
  points: { earned: 0, possible: 10 },
  katas: [],
};

it('believes a record only when it is whole and untouched', () => {
  const text = writeRecord(record);
  expect(readRecord(text)).toEqual(record);
  for (let end = 0; end < text.length - 2; end++) expect(readRecord(text.slice(0, end))).toBeUndefined();
  expect(readRecord(text.replace('"earned": 0', '"earned": 9'))).toBeUndefined();
  expect(readRecord(text.replace('student/v1', 'student/v2'))).toBeUndefined();
});

it('writes a file whole, and leaves no draft behind', () => {
  const folder = new ClassFolder(join(scratch(), 'new'));
  folder.writeRecord(record);
  folder.writeRecord({ ...record, seconds: 2 });
  expect(folder.record(record.student)).toEqual({ ...record, seconds: 2 });
  expect(folder.record('nobody')).toBeUndefined();
  expect(readdirSync(folder.path)).toEqual(['students']);
});

it('refuses an output folder that holds something else', () => {
  const home = scratch();
  new ClassFolder(join(home, 'none')).checkOurs('none');
  new ClassFolder(home).checkOurs('empty');
  writeFileSync(join(home, 'thesis.tex'), '');
  expect(() => new ClassFolder(home).checkOurs('home')).toThrow(
    '--out: expected a new folder or one of an earlier run, received home with thesis.tex in it. Choose another.',
  );
  const facts = { schema: 'parameter-katas/class/v1', course: '', katas: [], students: [] } as const;
  new ClassFolder(home).writeFacts({ ...facts, shard: { index: 1, of: 1 } });
  new ClassFolder(home).checkOurs('home');
  expect(readFileSync(join(home, 'thesis.tex'), 'utf8')).toBe('');
});

it('knows when one folder lies in another', () => {
  expect(isWithin(join('/a', 'b'), '/a')).toBe(true);
  expect(isWithin('/a', '/a')).toBe(true);
  expect(isWithin('/ab', '/a')).toBe(false);
  expect(isWithin('/', '/a')).toBe(false);
  expect(isWithin(join('/a', '..b'), '/a')).toBe(true);
});

it('gives a slow machine more of every clock, and no more memory', () => {
  expect(withPatience(short, 3)).toEqual({
    ...short,
    startMs: 3 * short.startMs,
    loadMs: 3 * short.loadMs,
    budgetMs: 3 * short.budgetMs,
    graceMs: 3 * short.graceMs,
  });
});
