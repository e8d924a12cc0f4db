import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readStubs } from '../../grader/keep/index.ts';
import { parseSource } from '../../grader/source.ts';
import { isUntouched } from '../../grader/untouched.ts';
import { loadStub } from '../kit/resolve.ts';
import { filesUnder, read, report, root } from './files.ts';

const stubs = Object.entries(readStubs(root));
const locate = createRequire(import.meta.url).resolve;

/** What the compiler says of a folder; '' when it finds no fault. */
function faultsIn(folder: string): string {
  try {
    execFileSync(process.execPath, [compiler, '-p', folder], { stdio: 'pipe', encoding: 'utf8' });
    return '';
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

const compiler = join(dirname(locate('typescript/package.json')), 'bin', 'tsc');
/** What is compiled and linted of katas/. */
const ours = ['katas/**/kata.test.ts', 'katas/**/picture.ts'];

/** A learner may have written anything in katas/: what the course ships is judged by the record of it. */
describe('the record of stubs', () => {
  it('holds a stub for every file of a solution, and nothing else', () => {
    const solved = filesUnder('solutions')
      .map((path) => path.replace('solutions/', ''))
      .filter((path) => /\/(kata|property)\.ts$/.test(path));
    expect(stubs.map(([path]) => path).sort()).toEqual(solved);
  });

  it('holds stubs that are not started', () => {
    const started = stubs.filter(([path, text]) => !isUntouched(parseSource(path.split('/').at(-1)!, text)));
    report(
      'A stub only throws "Not started".',
      started.map(([path]) => path),
    );
  });

  it('holds stubs that fit the tests and the pictures of their katas', () => {
    const folder = join(root, '.katas', `stubs-${process.pid}`);
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    for (const [path, text] of stubs) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const users = filesUnder('katas').filter((path) => /\/(kata\.test|picture)\.ts$/.test(path));
    const settings = {
      extends: join(root, 'tsconfig.json'),
      compilerOptions: { paths: { '#kata/*': ['./*'] } },
      include: [],
      files: [...stubs.map(([path]) => path), ...users.map((path) => join(root, path))],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings));
    expect(faultsIn(folder)).toBe('');
  });

  it('is what the proof reads instead of katas/', () => {
    const [[path, text]] = stubs as [[string, string]];
    expect(loadStub(`${root}katas/${path}`)).toBe(text);
    expect(loadStub(`${root}solutions/${path}`)).toBeNull();
    expect(loadStub(`${root}katas/${dirname(path)}/kata.test.ts?target=katas`)).toBeNull();
    expect(() => loadStub('/course/katas/09-new/01-kata/kata.ts')).toThrow(
      'test/stubs.json: expected a stub for 09-new/01-kata/kata.ts, received none. Run npm run stubs.',
    );
    expect(read(`katas/${path}`)).toBe(text);
    const { compilerOptions, include } = JSON.parse(read('tsconfig.proof.json'));
    expect(compilerOptions.customConditions).toEqual(['kata-solutions']);
    expect(include.filter((each: string) => each.startsWith('katas'))).toEqual(ours);
    const { files } = JSON.parse(read('biome.proof.json'));
    const last: string[] = files.includes.slice(-3);
    expect(last).toEqual(['!katas/**/*.ts', ...ours]);
  });
});
