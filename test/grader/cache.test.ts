import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Judged, VerdictCache } from '../../grader/cache.ts';
import { allKatas, readCatalogue } from '../../grader/catalogue.ts';
import type { Kata, PropertyResult, VerdictName } from '../../grader/types.ts';
import { ADD, type Course, makeCourse, runCli, write } from './fixtures/grade/course.ts';

const right = 'export const add = (a: number, b: number): number => a + b;\n';
const files = new Map([['kata.ts', right]]);
const title = { en: 'one', zh: '一' };

const judged = (name: VerdictName, status: PropertyResult['status'] = 'passed'): Judged => {
  const verdict = { name, problems: [], properties: [{ title, number: 1, status }], earned: 7 };
  return { verdict, printed: '' };
};

/** A course whose first kata is solved and judged; seven points are what only the cache can have said. */
function begin(): { course: Course; kata: Kata; cache: VerdictCache } {
  const course = makeCourse({ [`katas/${ADD}/kata.ts`]: right });
  const kata = allKatas(readCatalogue(course.folder))[0]!;
  const cache = new VerdictCache(course.folder);
  cache.set(kata, files, judged('passed'));
  return { course, kata, cache };
}

const reopened = ({ folder }: Course): VerdictCache => new VerdictCache(folder);

describe('a stored verdict', () => {
  it('is given again for the same bytes only', () => {
    const { course, kata } = begin();
    expect(reopened(course).get(kata, files)).toEqual(judged('passed'));
    expect(reopened(course).get(kata, new Map([['kata.ts', `${right} `]]))).toBeUndefined();
  });

  it.each([
    ['its test', `katas/${ADD}/kata.test.ts`],
    ['a page', `katas/${ADD}/README.md`],
    ['a wrong solution', `test/wrong/${ADD}/minus/kata.ts`],
    ['a right solution', `test/right/${ADD}/plus/kata.ts`],
    ['the solution', `solutions/${ADD}/kata.ts`],
  ])('is worth nothing once %s changed', (_, path) => {
    const { course, kata } = begin();
    write(course.folder, path, 'something else');
    expect(reopened(course).get(kata, files)).toBeUndefined();
  });

  it('is worth nothing under another key, or when its file is spoilt', () => {
    const { course, kata } = begin();
    const path = join(course.folder, '.katas', 'verdicts', '01-sums_01-add.json');
    const entry = JSON.parse(readFileSync(path, 'utf8'));
    for (const text of [
      JSON.stringify({ ...entry, key: 'other' }),
      '{"key":',
      JSON.stringify({ key: entry.key }),
    ]) {
      writeFileSync(path, text);
      expect(reopened(course).get(kata, files)).toBeUndefined();
    }
  });

  it.each([
    ['out of time', 'passed'],
    ['not allowed', 'passed'],
    ['wrong', 'out of time'],
    ['wrong', 'no result'],
  ] as const)('is not kept when it is %s with a property %s: the clock may have decided', (name, status) => {
    const { course, kata, cache } = begin();
    const other = new Map([['kata.ts', 'other']]);
    cache.set(kata, other, judged(name, status));
    expect(reopened(course).get(kata, other)).toBeUndefined();
  });

  it('is not missed on a disk that takes none', () => {
    const course = makeCourse();
    mkdirSync(join(course.folder, '.katas'));
    writeFileSync(join(course.folder, '.katas', 'verdicts'), 'a file in its place');
    const kata = allKatas(readCatalogue(course.folder))[0]!;
    reopened(course).set(kata, files, judged('passed'));
    expect(reopened(course).get(kata, files)).toBeUndefined();
  });
});

describe('grade', () => {
  const points = async (course: Course, argv: string[], env = {}): Promise<number> => {
    const { out } = await runCli(course, ['grade', 'add', '--json', ...argv], { env });
    return JSON.parse(out).points.earned;
  };

  it('tells a stored verdict without running anything, unless asked to run', async () => {
    const { course } = begin();
    expect(await points(course, [])).toBe(7);
    expect(await points(course, ['--fresh'])).toBe(10);
  });

  it('trusts none on a build server, and keeps none for another folder', async () => {
    const { course } = begin();
    expect(await points(course, [], { CI: 'true' })).toBe(10);
    const other = begin().course;
    expect(await points(makeCourse(), ['--katas', other.folder])).toBe(10);
    expect(existsSync(join(other.folder, '.katas', 'keep'))).toBe(false);
  });
});
