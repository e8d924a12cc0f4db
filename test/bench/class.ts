/**
 * How fast a class is graded: `npm run bench:class -- 200` makes 200 students, grades them with two processes at a
 * time, and says how long that took. `--keep DIR` leaves the submissions and results there to look at; `--write` renews
 * the page of the grader's times.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeClass } from './class-maker.ts';
import { writeRows } from './grader-page.ts';
import { childrenSeconds } from './tree-time.ts';

const { values, positionals } = parseArgs({
  options: {
    keep: { type: 'string' },
    jobs: { type: 'string', default: '2' },
    write: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const home = values.keep ?? mkdtempSync(join(tmpdir(), 'parameter-katas-class-'));
const [submissions, out] = [join(home, 'submissions'), join(home, 'results')];
const made = makeClass(submissions, Number(positionals[0] ?? 200));
const { stub, ...kinds } = made.kinds;
const touched = Object.values(kinds).reduce((sum, count) => sum + count, 0);
console.log(
  `${made.students} students, ${touched} katas begun (${JSON.stringify(kinds)}), ${stub} untouched`,
);

const start = fileURLToPath(new URL('../../grader/start.mjs', import.meta.url));
const argv = ['grade', '--submissions', submissions, '--out', out, '--jobs', values.jobs];
const begin = performance.now();
const run = spawnSync(process.execPath, [start, ...argv], { stdio: ['ignore', 'inherit', 'ignore'] });
const seconds = (performance.now() - begin) / 1000;
const computed = childrenSeconds();
const minute = ((60 * made.students) / seconds).toFixed(0);
console.log(`exit ${run.status}: ${seconds.toFixed(0)} s with ${values.jobs} processes on ${availableParallelism()} cores,
${minute} students a minute, ${(seconds / touched).toFixed(2)} s a kata begun, ${(computed / touched).toFixed(2)} s of computing`);
if (values.write) {
  const one = (computed / touched).toFixed(2);
  writeRows({
    class: {
      en: `${made.students} students, ${touched} katas begun: ${minute} students a minute, ${one} s of computing a kata`,
      zh: `${made.students} 名学生、动过的练习 ${touched} 份：每分钟 ${minute} 名学生，每份计算 ${one} 秒`,
    },
  });
}
if (values.keep === undefined) rmSync(home, { recursive: true });
process.exitCode = run.status === 0 ? 0 : 1;
