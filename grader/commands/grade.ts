import { totalmem } from 'node:os';
import { usage } from '../errors.ts';
import { exitCodeOf, grade, reportOf } from '../grade.ts';
import { withinMemory, withPatience } from '../limits.ts';
import { kataScreen } from '../report/failure.ts';
import { scorecard } from '../report/text.ts';
import type { ExitCode } from '../terminal.ts';
import { classOptions, tellClass, tellMerge } from './class.ts';
import { type Context, command, katasOf } from './command.ts';
import { refuseAlone, refuseBeside } from './faces.ts';
import { memoryOf } from './memory.ts';
import { flag, matching, type Values, whole } from './option.ts';
import { checkOutput, outputOptions, tellReport } from './output.ts';

export const gradeOptions = {
  hint: whole('1|2|3', 1, 3, {
    en: 'show a hint beside the counterexample',
    zh: '在反例旁显示提示',
  }),
  seed: whole('N', -(2 ** 31), 2 ** 32, { en: 'draw other inputs', zh: '换一批输入' }),
  property: whole('N', 1, 99, { en: 'run only the Nth property', zh: '只运行第 N 条性质' }),
  // fast-check's path: numbers joined by colons.
  path: matching('P', /^\d+(:\d+)*$/, '0:1:2', {
    en: 'replay one input, as the failure prints it',
    zh: '重放某个输入，照失败时给出的写',
  }),
  fresh: flag({ en: 'run again what did not change', zh: '没有改动的练习也重新运行' }),
  jobs: whole('N', 1, 64, { en: 'processes at a time (2)', zh: '同时运行的进程数（2）' }),
  patience: whole('N', 1, 20, {
    en: 'N times the time, for slow machines',
    zh: '时限放宽到 N 倍，用于慢机器',
  }),
  ...outputOptions,
};

const allOptions = { ...gradeOptions, ...classOptions };

export const gradeCommand = command({
  name: 'grade',
  usage: { en: '[kata...]', zh: '[练习...]' },
  summary: { en: 'judge katas, or a class', zh: '评判练习，或评全班' },
  most: Number.POSITIVE_INFINITY,
  options: allOptions,
  run: (words, { submissions, out, shard, ...own }, context) => {
    if (words[0] === 'merge') {
      refuseBeside('merge', { submissions, shard, ...own }, allOptions);
      return tellMerge(words.slice(1), { out }, context);
    }
    if (submissions === undefined) {
      refuseAlone({ out, shard }, allOptions);
      return tellGrades(words, own, context);
    }
    const { jobs, patience, ...ofOne } = own;
    refuseBeside('--submissions', ofOne, allOptions);
    const limits = withPatience(context.limits, patience ?? 1);
    return tellClass(katasOf(context, words), { submissions, out, jobs, shard }, { ...context, limits });
  },
});

/** One kata by name gets its own screen, several a scorecard. */
export async function tellGrades(
  words: readonly string[],
  { hint, seed, property, path, jobs, patience, fresh, format, output }: Values<typeof gradeOptions>,
  context: Context,
): Promise<ExitCode> {
  const { katasFolder, paper, terminal } = context;
  const limits = withinMemory(withPatience(context.limits, patience ?? 1), availableBytes());
  const asked = { format: context.json ? (['json'] as const) : format, output };
  checkOutput(asked);
  const katas = katasOf(context, words);
  if ((path !== undefined || property !== undefined) && katas.length !== 1) {
    const option = path === undefined ? '--property' : '--path';
    throw usage((messages) => messages.oneKata(option, katas.length));
  }
  if (path !== undefined && property === undefined) {
    throw usage((messages) => messages.badValue('--path', '--property N --path P', `--path ${path}`));
  }
  const replay = { ...(seed === undefined ? {} : { seed }), ...(path === undefined ? {} : { path }) };
  const only = {
    ...(property === undefined ? {} : { property }),
    ...(jobs === undefined ? {} : { atOnce: jobs }),
  };
  const start = performance.now();
  const all = seed === undefined && property === undefined;
  const memory = all ? memoryOf(context, fresh || format.length > 0) : {};
  const graded = await grade(katas, { katasFolder, limits, replay, ...only, ...memory });
  const report = reportOf(context.catalogue(), graded);
  const single = words.length > 0 && graded.length === 1 ? graded[0] : undefined;
  const person = single ? kataScreen(single, paper, hint ?? 0) : scorecard(report, paper);
  const seconds = (performance.now() - start) / 1000;
  tellReport(report, { person, seconds }, asked, { paper, terminal });
  return exitCodeOf(report);
}

/** What a container or the machine has in all. */
function availableBytes(): number {
  const contained = process.constrainedMemory();
  return contained > 0 ? Math.min(contained, totalmem()) : totalmem();
}
