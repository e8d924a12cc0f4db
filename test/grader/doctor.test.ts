import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allKatas, readCatalogue } from '../../grader/catalogue.ts';
import { checkKataTypes, checkLineEnds } from '../../grader/doctor/learner.ts';
import {
  checkCourse,
  checkGit,
  checkInstall,
  checkNode,
  checkPermissions,
  checkWatcher,
} from '../../grader/doctor/machine.ts';
import { git } from '../../grader/update/git.ts';
import { ADD, katas, makeCourse, runCli, write } from './fixtures/grade/course.ts';

const right = 'export const add = (a: number, b: number): number => a + b;\n';

describe('doctor', () => {
  it('refuses a Node that is too old, with the place to get another', () => {
    expect(checkNode('v20.19.0').state).toBe('good');
    expect(checkNode('v18.0.0')).toMatchObject({
      state: 'bad',
      next: { en: expect.stringContaining('nodejs.org') },
    });
  });

  it('compares the installed packages with the lock file', () => {
    const lock = {
      packages: {
        '': { dependencies: { one: '1.0.0' }, devDependencies: { two: '2.0.0' } },
        'node_modules/one': { version: '1.0.0' },
        'node_modules/two': { version: '2.0.0' },
      },
    };
    const { folder } = makeCourse({
      'package-lock.json': JSON.stringify(lock),
      'node_modules/one/package.json': '{"version":"1.0.0"}',
    });
    expect(checkInstall(folder)).toMatchObject({
      state: 'bad',
      found: { en: 'not as locked: two' },
      next: { en: 'npm ci' },
    });
    write(folder, 'node_modules/two/package.json', '{"version":"1.9.0"}');
    expect(checkInstall(folder).state).toBe('bad');
    write(folder, 'node_modules/two/package.json', '{"version":"2.0.0"}');
    expect(checkInstall(folder)).toMatchObject({ state: 'good', found: { en: 'all 2 as locked' } });
    expect(checkInstall(makeCourse().folder)).toMatchObject({ state: 'bad', found: { en: 'no lock file' } });
  });

  it('misses course files', () => {
    const { folder } = makeCourse();
    expect(checkCourse(folder, readCatalogue).state).toBe('good');
    const broken = makeCourse({ [`katas/${ADD}/README.md`]: 'no title' });
    expect(checkCourse(broken.folder, readCatalogue)).toMatchObject({ state: 'bad' });
  });

  it('tries to write', () => {
    const { folder, katas } = makeCourse();
    expect(checkPermissions(folder, katas).state).toBe('good');
    const blocked = makeCourse({ '.katas': 'a file in its place' });
    expect(checkPermissions(blocked.folder, blocked.katas)).toMatchObject({ state: 'bad' });
    if (process.platform === 'win32' || process.getuid?.() === 0) return;
    chmodSync(katas, 0o500);
    const finding = checkPermissions(folder, katas);
    chmodSync(katas, 0o700);
    expect(finding).toMatchObject({ state: 'bad', found: { en: 'katas: EACCES' } });
  });

  it('says that the watch will poll where no event arrives', async () => {
    const { folder } = makeCourse();
    expect((await checkWatcher(folder, async () => true)).state).toBe('good');
    expect(await checkWatcher(folder, async () => false)).toMatchObject({
      state: 'note',
      next: { en: expect.stringContaining('polling') },
    });
    expect((await checkWatcher(folder, () => Promise.reject(new Error('ENOSPC')))).state).toBe('note');
  });

  it('looks at git: none, as committed, changed course files, conflicts', () => {
    const { folder } = makeCourse();
    expect(checkGit(folder)).toMatchObject({
      state: 'note',
      next: { en: expect.stringContaining('--from DIR') },
    });
    const run = (...args: string[]) => git(folder, ['-c', 'user.name=A', '-c', 'user.email=a@b.c', ...args]);
    run('init', '-q', '-b', 'main');
    run('add', '-A');
    run('commit', '-qm', 'first');
    writeFileSync(join(folder, 'katas', ADD, 'kata.ts'), right);
    expect(checkGit(folder).state).toBe('good');
    write(folder, `katas/${ADD}/kata.test.ts`, 'changed');
    expect(checkGit(folder)).toMatchObject({
      state: 'note',
      found: { en: `course files changed: katas/${ADD}/kata.test.ts` },
    });
    run('commit', '-qam', 'mine');
    run('checkout', '-q', '-b', 'other', 'HEAD~1');
    write(folder, `katas/${ADD}/kata.ts`, 'other');
    run('commit', '-qam', 'theirs');
    run('merge', '-q', 'main');
    expect(checkGit(folder)).toMatchObject({
      state: 'bad',
      found: { en: `conflicts in katas/${ADD}/kata.ts` },
    });
  });

  it('counts line ends, and points to a mixture', () => {
    const crlf = right.replaceAll('\n', '\r\n');
    const { folder, katas: home } = makeCourse({ [`katas/${ADD}/kata.ts`]: `\uFEFF${crlf}` });
    const all = allKatas(readCatalogue(folder));
    expect(checkLineEnds(all, home)).toMatchObject({
      state: 'good',
      found: { en: 'CRLF + BOM (1), LF (2)' },
    });
    write(home, `${katas[1]}/kata.ts`, `${crlf}${right}`);
    expect(checkLineEnds(all, home)).toMatchObject({
      state: 'note',
      found: { en: 'LF and CRLF mixed in 01-sums/02/kata.ts' },
    });
  });

  it('type-checks what is begun', async () => {
    const { folder, katas: home } = makeCourse({ [`katas/${ADD}/kata.ts`]: right });
    const all = allKatas(readCatalogue(folder));
    expect(await checkKataTypes(all, home)).toMatchObject({
      state: 'good',
      found: { en: 'types fit in all katas begun (1)' },
    });
    write(home, `${ADD}/kata.ts`, right.replace(': number =>', ': string =>'));
    expect(await checkKataTypes(all, home)).toMatchObject({
      state: 'bad',
      found: { en: expect.stringMatching(/^katas\/01-sums\/01-add\/kata\.ts:1 Type 'number' is not/) },
      next: { en: 'fix it, then npm start -- grade 01-sums/01' },
    });
  });

  it('tells all of it with one next action, in both languages, and exits 1 when something needs doing', async () => {
    const course = makeCourse();
    mkdirSync(join(course.folder, '.katas'));
    const { code, out } = await runCli(course, ['doctor']);
    expect(code).toBe(1);
    expect(out).toContain('  ✓ Node.js ');
    expect(out).toContain('✗ Packages      no lock file\n');
    expect(out).toContain('\n\nNext: restore package.json and package-lock.json\n');
    expect((await runCli(course, ['doctor', '--lang', 'zh-CN'])).out).toContain('下一步：恢复 package.json');
    const { healthy, findings } = JSON.parse((await runCli(course, ['doctor', '--json'])).out);
    expect([healthy, findings.length]).toEqual([false, 8]);
  });
});
