/**
 * How long does grading all reference solutions take, in one go, contained as a learner's are? Each run is a fresh
 * process. Run: npm run bench:grade-all [-- runs] [--write]
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeRows } from './grader-page.ts';
import { childrenSeconds } from './tree-time.ts';
import { median } from './verdict.ts';

const { values, positionals } = parseArgs({
  options: { write: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [start, solutions] = ['../../grader/start.mjs', '../../solutions'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

function gradeAll(): { seconds: number; computed: number } {
  const [begin, before] = [performance.now(), childrenSeconds()];
  const argv = [start!, 'grade', '--katas', solutions!];
  const { status, stdout } = spawnSync(process.execPath, argv, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`bench: expected every solution to pass, received:\n${stdout}`);
  return {
    seconds: (performance.now() - begin) / 1000,
    computed: childrenSeconds() - before,
  };
}

const runs = Array.from({ length: Number(positionals[0] ?? 5) }, gradeAll);
const [seconds, computed] = [runs.map((run) => run.seconds), runs.map((run) => run.computed)];
const told = (unit: string): string => `${median(seconds).toFixed(1)} ${unit}`;
console.log(
  `all solutions in one go: ${told('s')} [${Math.min(...seconds).toFixed(1)}..${Math.max(...seconds).toFixed(1)}], ${median(computed).toFixed(1)} s computed`,
);
const work = median(computed).toFixed(1);
if (values.write) {
  writeRows({
    'grade-all': { en: `${told('s')}, ${work} s of computing`, zh: `${told('秒')}，计算 ${work} 秒` },
  });
}
