import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VerdictCache } from '../../../grader/cache.ts';
import { allKatas, readCatalogue } from '../../../grader/catalogue.ts';
import { openKeep } from '../../../grader/keep/index.ts';
import { planUpdate } from '../../../grader/update/plan.ts';
import {
  ADD,
  type Course,
  katas,
  makeCourse,
  runCli,
  scratch,
  stub,
  write,
} from '../fixtures/grade/course.ts';

const AGAIN = katas[1];
const read = (course: Course, path: string): string => readFileSync(join(course.folder, path), 'utf8');
const has = (course: Course, path: string): boolean => existsSync(join(course.folder, path));
const kata = (id: string): string => `katas/${id}/kata.ts`;

const solved = (id: string): string => stub(id).replace(/throw .*/, 'return a + b;');
const newer = (id: string): string => stub(id).replace('/** Adds. */', '/** Adds two numbers. */');

/** Another version of the course: stubs by kata id (null takes one away), and other files. */
function version(
  stubs: Readonly<Record<string, string | null>>,
  files: Readonly<Record<string, string>> = {},
): Course {
  const course = makeCourse(files);
  const record = JSON.parse(read(course, 'test/stubs.json')) as Record<string, string>;
  for (const [id, text] of Object.entries(stubs)) {
    if (text === null) {
      delete record[`${id}/kata.ts`];
      rmSync(join(course.katas, id), { recursive: true });
    } else {
      record[`${id}/kata.ts`] = text;
      write(course.folder, kata(id), text);
    }
  }
  write(course.folder, 'test/stubs.json', JSON.stringify(record));
  return course;
}

/** The kata under another number, its test importing it from there. */
function renumbered(from: string, to: string, text: string): Course {
  const other = makeCourse();
  const files = Object.fromEntries(
    ['README.md', 'README.zh-CN.md', 'kata.test.ts'].map((name) => {
      return [`katas/${to}/${name}`, read(other, `katas/${from}/${name}`).replaceAll(from, to)];
    }),
  );
  return version({ [from]: null, [to]: text }, files);
}

const fates = (course: Course, from: Course) =>
  planUpdate(course.folder, from.folder)
    .katas.filter(({ fate, was }) => fate !== 'kept' || was)
    .map(({ id, fate, was }) => [id, fate, ...(was ? [was] : [])]);

const apply = (course: Course, from: Course): void =>
  void openKeep(course.folder).change('update', planUpdate(course.folder, from.folder).files);

const update = async (course: Course, from: Course, ...argv: string[]) => {
  const { code, out, err } = await runCli(course, ['update', '--from', from.folder, ...argv, '--json']);
  return { code, err, ...(out === '' ? {} : JSON.parse(out)) };
};

describe('the plan of an update', () => {
  const mine = { [kata(ADD)]: solved(ADD) };

  it.each([
    ['the same version', makeCourse, {}, []],
    ['a new stub under an untouched one', () => version({ [ADD]: newer(ADD) }), {}, [[ADD, 'taken']]],
    ['a new stub under an answer', () => version({ [ADD]: newer(ADD) }), mine, [[ADD, 'merged']]],
    [
      'a new line where the answer stands',
      () => version({ [ADD]: stub(ADD).replace('throw', '// first\n  throw') }),
      mine,
      [[ADD, 'conflict']],
    ],
    [
      'a kata more',
      () => renumbered(ADD, '01-sums/09-other', stub('01-sums/09-other')),
      {},
      [
        ['01-sums/09-other', 'new'],
        [ADD, 'removed'],
      ],
    ],
    [
      'a kata under another number',
      () => renumbered(ADD, '01-sums/09-add', newer(ADD)),
      mine,
      [['01-sums/09-add', 'merged', ADD]],
    ],
    ['a kata less', () => version({ [AGAIN]: null }), mine, [[AGAIN, 'removed']]],
  ])('tells %s', (_, from, changes, wanted) => {
    expect(fates(makeCourse(changes), from())).toEqual(wanted);
  });
});

describe('update', () => {
  it('merges, takes the new course along, re-grades, and is undone in one step', async () => {
    const course = makeCourse({ [kata(ADD)]: solved(ADD), 'lib/note.txt': 'old', 'mine.txt': 'my notes' });
    const from = version({ [ADD]: newer(ADD) }, { 'lib/note.txt': 'new', 'lib/more.txt': 'more' });
    const before = [kata(ADD), 'lib/note.txt', 'test/stubs.json'].map((path) => read(course, path));
    expect(await update(course, from)).toMatchObject({
      code: 0,
      course: 2,
      ticks: [{ id: ADD, verdict: 'passed' }],
    });
    expect(read(course, kata(ADD))).toBe(solved(ADD).replace('Adds.', 'Adds two numbers.'));
    expect(['lib/note.txt', 'lib/more.txt', 'mine.txt'].map((path) => read(course, path))).toEqual([
      'new',
      'more',
      'my notes',
    ]);
    expect(await update(course, from)).toMatchObject({ code: 0, course: 0, ticks: [] });
    await runCli(course, ['undo']);
    expect([kata(ADD), 'lib/note.txt', 'test/stubs.json'].map((path) => read(course, path))).toEqual(before);
    expect(has(course, 'lib/more.txt')).toBe(false);
  });

  it('lists the ticks that a new test takes away', async () => {
    const course = makeCourse({ [kata(ADD)]: solved(ADD) });
    const test = read(course, `katas/${ADD}/kata.test.ts`).replace('add(1, 2), 3', 'add(1, 2), 4');
    const from = makeCourse({ [`katas/${ADD}/kata.test.ts`]: test });
    const { code, out } = await runCli(course, ['update', '--from', from.folder]);
    expect(code).toBe(1);
    expect(out).toContain(
      `0 of 1 passed katas still pass.\n  ✗ ${ADD}  wrong\n\nNext: npm start -- grade 01-sums/01\n`,
    );
  });

  it('leaves a kata in conflict wholly as it was, markers nowhere, and merges it later', () => {
    const course = makeCourse({ [kata(ADD)]: solved(ADD) });
    const clash = stub(ADD).replace('throw', '// first\n  throw');
    const from = version({ [ADD]: clash, [AGAIN]: newer(AGAIN) }, { [`katas/${ADD}/README.md`]: 'changed' });
    const page = read(course, `katas/${ADD}/README.md`);
    apply(course, from);
    expect([read(course, kata(ADD)), read(course, `katas/${ADD}/README.md`)]).toEqual([solved(ADD), page]);
    expect(read(course, kata(AGAIN))).toBe(newer(AGAIN));
    expect(JSON.parse(read(course, 'test/stubs.json'))[`${ADD}/kata.ts`]).toBe(stub(ADD));
    expect(fates(course, from)).toEqual([[ADD, 'conflict']]);
    write(course.folder, kata(ADD), stub(ADD));
    expect(fates(course, from)).toEqual([[ADD, 'taken']]);
    apply(course, from);
    expect(read(course, kata(ADD))).toBe(clash);
  });

  it('moves an answer with its kata, even one in conflict', () => {
    const to = '01-sums/09-add';
    const course = makeCourse({ [kata(ADD)]: solved(ADD), [`solutions/${ADD}/kata.ts`]: 'old' });
    apply(course, renumbered(ADD, to, stub(ADD).replace('throw', '// first\n  throw')));
    expect(read(course, kata(to))).toBe(solved(ADD));
    expect(read(course, `katas/${to}/kata.test.ts`)).toContain(`#kata/${to}/`);
    expect([has(course, `katas/${ADD}`), has(course, `solutions/${ADD}`)]).toEqual([false, false]);
    openKeep(course.folder).undo();
    expect(read(course, kata(ADD))).toBe(solved(ADD));
  });

  it('only tells with --dry-run', async () => {
    const course = makeCourse({ [kata(ADD)]: solved(ADD) });
    const { out } = await runCli(course, [
      'update',
      '--from',
      version({ [ADD]: newer(ADD) }).folder,
      '--dry-run',
    ]);
    expect(out).toContain(`  ${ADD}  merged with yours\n`);
    expect(read(course, kata(ADD))).toBe(solved(ADD));
    expect(has(course, '.katas')).toBe(false);
  });

  it('asks for packages first when the lock file is new', async () => {
    const from = makeCourse({ 'package-lock.json': '{}' });
    const { code, out } = await runCli(makeCourse(), ['update', '--from', from.folder]);
    expect([code, out]).toEqual([1, expect.stringContaining('Next: npm ci && npm start\n')]);
  });

  it.each([
    [
      ['--from', '/no/such/folder'],
      '--from: expected the folder of another checkout of the course, received /no/such/folder.',
    ],
    [[], 'update: expected a git checkout, received'],
  ])('refuses %j', async (argv, sentence) => {
    const { code, err } = await runCli(makeCourse(), ['update', ...argv]);
    expect([code, err]).toEqual([2, expect.stringContaining(sentence)]);
  });

  it('refuses katas that are not this checkout’s', async () => {
    const { code, err } = await runCli(makeCourse(), ['update', '--katas', makeCourse().folder]);
    expect([code, err]).toEqual([2, expect.stringContaining('update: expected the katas of this checkout')]);
  });
});

describe('update from git', () => {
  const run = (folder: string, ...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@b.c', ...args], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  const commit = (folder: string, message: string): void => {
    run(folder, 'add', '-A');
    run(folder, 'commit', '-qm', message);
  };

  /** With a verdict in store nothing has to run. */
  function knownWrong(folder: string): void {
    const verdict = { name: 'wrong', problems: [], properties: [], earned: 0 } as const;
    const first = allKatas(readCatalogue(folder))[0]!;
    new VerdictCache(folder).set(first, new Map([['kata.ts', solved(ADD)]]), { verdict, printed: '' });
  }

  function cloned(): { course: Course; upstream: Course } {
    const upstream = makeCourse({ '.gitignore': '.katas/\n' });
    run(upstream.folder, 'init', '-q', '-b', 'main');
    commit(upstream.folder, 'first');
    const folder = join(scratch(), 'clone');
    run(upstream.folder, 'clone', '-q', upstream.folder, folder);
    writeFileSync(join(folder, kata(ADD)), solved(ADD));
    knownWrong(folder);
    const record = JSON.parse(read(upstream, 'test/stubs.json'));
    write(upstream.folder, 'test/stubs.json', JSON.stringify({ ...record, [`${ADD}/kata.ts`]: newer(ADD) }));
    write(upstream.folder, kata(ADD), newer(ADD));
    commit(upstream.folder, 'second');
    return { course: { folder, katas: join(folder, 'katas') }, upstream };
  }

  it('moves a branch without commits of its own, so that git shows only the answer', async () => {
    const { course, upstream } = cloned();
    const { code, out } = await runCli(course, ['update']);
    expect([code, out]).toEqual([0, expect.stringContaining('Your branch is up to date.')]);
    expect(run(course.folder, 'rev-parse', 'HEAD')).toBe(run(upstream.folder, 'rev-parse', 'HEAD'));
    expect(run(course.folder, 'status', '--porcelain')).toBe(`M ${kata(ADD)}`);
    expect(read(course, kata(ADD))).toBe(solved(ADD).replace('Adds.', 'Adds two numbers.'));
    expect(has(course, '.katas/update')).toBe(false);
  });

  it('leaves a branch with commits alone, and needs no common history', async () => {
    const { course, upstream } = cloned();
    rmSync(join(course.folder, '.git'), { recursive: true });
    run(course.folder, 'init', '-q', '-b', 'main');
    commit(course.folder, 'from a template');
    const head = run(course.folder, 'rev-parse', 'HEAD');
    expect((await runCli(course, ['update'])).err).toContain(
      'update: expected a remote named upstream or origin',
    );
    const { code } = await runCli(course, ['update', '--remote', upstream.folder, '--branch', 'main']);
    expect([code, run(course.folder, 'rev-parse', 'HEAD')]).toEqual([0, head]);
    expect(read(course, kata(ADD))).toContain('Adds two numbers.');
    const { err } = await runCli(course, ['update', '--remote', upstream.folder, '--branch', 'nope']);
    expect(err).toContain(`update: expected nope from ${upstream.folder}, received nothing.`);
  });
});
