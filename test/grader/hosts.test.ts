import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { open } from 'yauzl';
import { allKatas, readCatalogue } from '../../grader/catalogue.ts';
import { runtime, testRows } from '../../grader/hosts/classroom50/rows.ts';
import { packGradescope } from '../../grader/hosts/gradescope/pack.ts';
import { defaultLimits, withinMemory } from '../../grader/limits.ts';
import { scratch, write } from './fixtures/grade/course.ts';

const checkout = fileURLToPath(new URL('../..', import.meta.url));
const isWindows = process.platform === 'win32';
const isResults = new Ajv2020({ allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(join(checkout, 'grader/report/schema/gradescope.schema.json'), 'utf8')),
);

type Entry = { readonly name: string; readonly mode: number; readonly year: number };

function entriesOf(path: string): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    open(path, (error, zip) => {
      if (error) return reject(error);
      const entries: Entry[] = [];
      zip.on('entry', (entry) => {
        const { fileName, externalFileAttributes } = entry;
        const year = entry.getLastModDate().getFullYear();
        entries.push({ name: fileName, mode: (externalFileAttributes >>> 16) & 0o777, year });
      });
      zip.on('end', () => resolve(entries));
    });
  });
}

it('packs the zip that Gradescope asks for, with no time of its own', async () => {
  const path = join(scratch(), 'gradescope.zip');
  const size = await packGradescope(checkout, path);
  expect(size).toBe(readFileSync(path).length);
  expect(size).toBeLessThan(5e6);
  const entries = await entriesOf(path);
  expect(new Set(entries.map(({ year }) => year))).toEqual(new Set([1980]));
  const names = entries.map(({ name }) => name);
  expect(entries.filter(({ name }) => !name.includes('/'))).toEqual([
    { name: 'setup.sh', mode: 0o755, year: 1980 },
    { name: 'run_autograder', mode: 0o755, year: 1980 },
  ]);
  for (const name of ['package-lock.json', 'grader/start.mjs', 'katas/README.md', 'test/kit/index.ts']) {
    expect(names).toContain(`course/${name}`);
  }
  expect(names.filter((name) => /node_modules|\.git\/|test\/(golden|bench|grader)/.test(name))).toEqual([]);
});

it('refuses to pack what is not a checkout', async () => {
  const folder = scratch();
  for (const name of ['setup.sh', 'run_autograder']) write(folder, `grader/hosts/gradescope/${name}`, '');
  await expect(packGradescope(folder, join(folder, 'x.zip'))).rejects.toThrow(
    'gradescope: expected a git checkout of the course, received a folder without git. Clone the repository.',
  );
});

/** Runs run_autograder in a folder made like Gradescope's, with this course or with none. */
function autograde(course: string | undefined, seconds = '120', others: readonly string[] = []) {
  const root = scratch();
  mkdirSync(join(root, 'source'));
  if (course !== undefined) symlinkSync(course, join(root, 'source', 'course'));
  write(root, 'submission/homework-main/katas/01-access/01-build-and-probe/kata.ts', 'export const = 1;\n');
  for (const other of others) write(root, `submission/${other}/01-access/01-build-and-probe/kata.ts`, '');
  const script = join(checkout, 'grader/hosts/gradescope/run_autograder');
  const env = { ...process.env, AUTOGRADER: root, GRADE_SECONDS: seconds };
  const run = spawnSync('bash', [script], { env, encoding: 'utf8' });
  const results = JSON.parse(readFileSync(join(root, 'results', 'results.json'), 'utf8'));
  expect(isResults(results), JSON.stringify(isResults.errors)).toBe(true);
  return { status: run.status, results };
}

it.skipIf(isWindows)('run_autograder grades a submission one folder down, past what unpacking leaves', () => {
  const { status, results } = autograde(checkout, '120', ['__MACOSX/katas', '.history/katas']);
  expect(status).toBe(0);
  expect(results.tests.length).toBe(allKatas(readCatalogue(checkout)).length);
  expect(results.tests[0].output).toContain('expected TypeScript that parses');
});

it.skipIf(isWindows)('run_autograder writes results.json also when nothing can run, or time is up', () => {
  const broken = autograde(undefined);
  expect([broken.status, broken.results.score]).toEqual([0, 0]);
  expect(broken.results.output).toContain('The grader could not run.');
  const several = autograde(checkout, '120', ['older/katas']);
  expect([several.status, several.results.score]).toEqual([0, 0]);
  expect(several.results.output).toContain('Hand in one katas folder');
  const late = autograde(checkout, '0.01');
  expect(late.results.output).toContain('took too long together');
});

it('gives Classroom 50 a row per kata within its bounds, worth all the points', () => {
  const catalogue = readCatalogue(checkout);
  const rows = testRows(catalogue);
  expect(rows.length).toBeLessThanOrEqual(100);
  expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  for (const { timeout, points } of rows) {
    expect(timeout).toBeLessThanOrEqual(600);
    expect(points).toBeLessThanOrEqual(1000);
  }
  expect(rows.filter(({ setup }) => setup !== undefined)).toEqual([rows[0]]);
  const all = allKatas(catalogue).reduce((sum, { points }) => sum + points, 0);
  expect(rows.reduce((sum, { points }) => sum + points, 0)).toBe(all);
  expect(runtime).toEqual({ node: '24' });
});

const hasPython = spawnSync('python3', ['--version']).status === 0;

/** Runs autograder.py where git and npm do nothing and node answers with `exit` and the files of `says`. */
function classroom(exit: number, npm = 'exit 0'): { status: number | null; here: string; told: string } {
  const [here, bin] = [scratch(), scratch()];
  const tool = (name: string, body: string): void => {
    write(bin, name, `#!/bin/sh\n${body}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  tool('git', 'exit 0');
  tool('npm', npm);
  const output = `while [ "$1" != --output ]; do shift; done; mkdir -p "$2"`;
  tool('node', `${output}; echo '{}' > "$2/result.json"; echo '# S' > "$2/summary.md"; exit ${exit}`);
  const script = join(checkout, 'grader/hosts/classroom50/autograder.py');
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
  const { status, stdout } = spawnSync('python3', [script], { cwd: here, env, encoding: 'utf8' });
  return { status, here, told: stdout };
}

it.skipIf(isWindows || !hasPython)(
  'autograder.py leaves the result, or none when nothing could be graded',
  () => {
    for (const exit of [0, 1]) {
      const { status, here } = classroom(exit);
      expect(status).toBe(0);
      expect(readFileSync(join(here, 'result.json'), 'utf8')).toBe('{}\n');
      expect(readFileSync(join(here, 'release-body.md'), 'utf8')).toBe('# S\n');
    }
    const { status, here } = classroom(3);
    expect(status).toBe(1);
    expect(existsSync(join(here, 'result.json'))).toBe(false);
    expect(classroom(0, 'exit 127')).toMatchObject({
      status: 1,
      told: 'autograder.py: expected npm to succeed, it failed. Check that the assignment has the runtime of runtime.json.\n',
    });
  },
);

it('leaves a child half of a small machine', () => {
  expect(withinMemory(defaultLimits, 768e6).residentMb).toBe(384);
  expect(withinMemory(defaultLimits, 64e9)).toEqual(defaultLimits);
  expect(withinMemory(defaultLimits, 1e6).residentMb).toBe(defaultLimits.heapMb);
});
