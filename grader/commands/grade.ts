import { usage } from '../errors.ts';
import { exitCodeOf, grade, reportOf } from '../grade.ts';
import { kataScreen } from '../report/failure.ts';
import { scorecard } from '../report/text.ts';
import type { ExitCode } from '../terminal.ts';
import { type Context, command, katasOf } from './command.ts';
import { matching, type Values, whole } from './option.ts';
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
  ...outputOptions,
};

export const gradeCommand = command({
  name: 'grade',
  usage: { en: '[kata...]', zh: '[练习...]' },
  summary: { en: 'judge katas, with a counterexample', zh: '评判练习，没通过时给出反例' },
  most: Number.POSITIVE_INFINITY,
  options: gradeOptions,
  run: tellGrades,
});

/** One kata by name gets its own screen, several a scorecard. */
export async function tellGrades(
  words: readonly string[],
  { hint, seed, property, path, format, output }: Values<typeof gradeOptions>,
  context: Context,
): Promise<ExitCode> {
  const { katasFolder, limits, paper, terminal } = context;
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
  const only = property === undefined ? {} : { property };
  const start = performance.now();
  const graded = await grade(katas, { katasFolder, limits, replay, ...only });
  const report = reportOf(context.catalogue(), graded);
  const single = words.length > 0 && graded.length === 1 ? graded[0] : undefined;
  const person = single ? kataScreen(single, paper, hint ?? 0) : scorecard(report, paper);
  const seconds = (performance.now() - start) / 1000;
  tellReport(report, { person, seconds }, asked, { paper, terminal });
  return exitCodeOf(report);
}
