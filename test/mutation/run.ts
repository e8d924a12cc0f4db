import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashOfTrees } from '../../grader/cache.ts';
import { accepted } from './accepted.ts';
import { page } from './page.ts';
import { complaints, type StrykerReport, scoresOf } from './score.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const here = join(root, 'test', 'mutation');
const solutions = readdirSync(join(root, 'solutions'), { recursive: true })
  .map((path) => String(path).split(sep).join('/'))
  .filter((path) => path.endsWith('/kata.ts'))
  .sort();

const reportPath = (file: string): string => join(here, 'reports', `${file}.json`);

/** A name for all that a measurement depends on: the solution, its test, and what that is written with. */
const keyOf = (file: string): string =>
  hashOfTrees([process.version], root, [
    `solutions/${file}`,
    `katas/${dirname(file)}/kata.test.ts`,
    ...['lib', 'test/arbitraries', 'test/kit', 'test/mutation/package-lock.json'],
    ...['candidates.ts', 'stryker.config.mjs', 'vitest.config.ts'].map((name) => `test/mutation/${name}`),
  ]);

/**
 * Has Stryker change the solutions of one group, since most of the time for a single one would go into starting up, and
 * keeps the reports apart; false when it could not measure.
 */
function measure(files: readonly string[]): boolean {
  const stryker = join(here, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
  const whole = join('test', 'mutation', 'reports', 'last.json');
  const env = { ...process.env, MUTATE_FILES: files.join(), MUTATE_REPORT: whole };
  const run = [stryker, 'run', join('test', 'mutation', 'stryker.config.mjs')];
  const keys = files.map(keyOf);
  if (spawnSync(process.execPath, run, { cwd: root, env, stdio: 'inherit' }).status !== 0) return false;
  const report = JSON.parse(readFileSync(join(root, whole), 'utf8')) as StrykerReport;
  for (const [i, file] of files.entries()) {
    const path = `solutions/${file}`;
    mkdirSync(dirname(reportPath(file)), { recursive: true });
    writeFileSync(reportPath(file), JSON.stringify({ files: { [path]: report.files[path] } }));
    writeFileSync(`${reportPath(file)}.key`, keys[i]!);
  }
  return true;
}

/** The last measurement of a file; null when there is none, or anything it depends on has changed since. */
function measured(file: string): StrykerReport | null {
  const path = reportPath(file);
  if (!existsSync(`${path}.key`) || readFileSync(`${path}.key`, 'utf8') !== keyOf(file)) return null;
  return JSON.parse(readFileSync(path, 'utf8')) as StrykerReport;
}

const versionOf = (...path: string[]): string =>
  (JSON.parse(readFileSync(join(...path, 'package.json'), 'utf8')) as { version: string }).version;

function writePages(reports: readonly StrykerReport[]): void {
  const facts = {
    date: new Date(Math.max(...solutions.map((file) => statSync(reportPath(file)).mtimeMs))),
    stryker: versionOf(here, 'node_modules', '@stryker-mutator', 'core'),
    vitest: versionOf(root, 'node_modules', 'vitest'),
    node: process.versions.node,
  };
  for (const [language, name] of [
    ['en', 'mutation.md'],
    ['zh', 'mutation.zh-CN.md'],
  ] as const)
    writeFileSync(join(root, 'docs', name), page(language, scoresOf(reports), accepted, facts));
  console.log('docs/mutation.md and docs/mutation.zh-CN.md are written.');
}

/**
 * Measures the solutions whose path begins as asked, or all, except those whose last measurement still holds, so that a
 * run that was cut off goes on where it stopped. Says what is wrong; writes the pages once all are known.
 */
function main(asked: readonly string[]): number {
  const chosen = solutions.filter(
    (file) => asked.length === 0 || asked.some((each) => file.startsWith(each)),
  );
  if (chosen.length === 0) {
    console.error(
      `npm run mutate: expected a group or kata such as ${solutions[0]}, received ${asked.join(' ')}. Name one as solutions/ has it.`,
    );
    return 2;
  }
  const due = chosen.filter((file) => measured(file) === null);
  const groupOf = (file: string): string => file.split('/')[0]!;
  const groups = [...new Set(due.map(groupOf))];
  const failed = groups.find((group) => !measure(due.filter((file) => groupOf(file) === group)));
  if (failed !== undefined) {
    console.error(
      `npm run mutate: expected a measurement of ${failed}, received an error of Stryker. Read what it says above.`,
    );
    return 2;
  }
  const reports = solutions.flatMap((file) => measured(file) ?? []);
  const complete = reports.length === solutions.length;
  if (complete) writePages(reports);
  const wrong = complaints(complete ? reports : chosen.flatMap((file) => measured(file) ?? []), accepted);
  for (const complaint of wrong) console.error(complaint);
  return wrong.length > 0 ? 1 : 0;
}

process.exitCode = main(process.argv.slice(2));
