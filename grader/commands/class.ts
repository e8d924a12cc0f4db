import { join, relative, resolve } from 'node:path';
import { ClassFolder, isWithin } from '../class/folder.ts';
import { type ClassResult, gradeClass, type Step } from '../class/grade-class.ts';
import { mergeClass } from '../class/merge.ts';
import type { Overview } from '../class/overview.ts';
import { readShard, type Shard, whole as wholeClass } from '../class/shard.ts';
import { checkSubmissions } from '../class/students.ts';
import { classSummary } from '../class/summary.ts';
import { classTexts } from '../class/texts.ts';
import { PAGE } from '../class/write.ts';
import { GraderError, usage } from '../errors.ts';
import { withoutOldCommands } from '../report/actions.ts';
import { cleanLine, cut } from '../report/paper.ts';
import type { ExitCode } from '../terminal.ts';
import type { Kata } from '../types.ts';
import type { Context } from './command.ts';
import { type Option, text, type Values } from './option.ts';
import { forLog, now } from './output.ts';

const shard: Option<Shard> = {
  type: 'string',
  placeholder: 'i/n',
  help: {
    en: 'only the i-th of n parts of the class; grade merge DIR... puts them together',
    zh: '只评全班 n 份中的第 i 份；用 grade merge DIR... 合并',
  },
  fallback: wholeClass,
  read: readShard,
};

export const classOptions = {
  submissions: text('DIR', { en: 'grade a class: a folder per student', zh: '评全班：每个学生一个文件夹' }),
  out: text('DIR', {
    en: 'where the class results go (class-results)',
    zh: '全班结果写到哪里（class-results）',
  }),
  shard,
};

const OUT = 'class-results';
const NAME_CELLS = 40;

type Asked = Pick<Values<typeof classOptions>, 'out' | 'shard'> & {
  readonly submissions: string;
  readonly jobs: number | undefined;
};

/** Grades a class. 0 when every student was graded, whatever the marks; 1 when some were not. */
export async function tellClass(katas: readonly Kata[], asked: Asked, context: Context): Promise<ExitCode> {
  const { course, limits, paper, terminal } = context;
  const submissions = resolve(asked.submissions);
  checkSubmissions(submissions, asked.submissions);
  const folder = outFolder(asked.out, submissions);
  const texts = classTexts(paper.language);
  const start = performance.now();
  const result: ClassResult = await gradeClass({
    submissions,
    folder,
    course,
    catalogue: context.catalogue(),
    katas,
    limits,
    jobs: asked.jobs ?? 2,
    shard: asked.shard,
    language: paper.language,
    now: () => now(terminal.env),
    progress: (step) => terminal.err(`${withoutOldCommands(progressLine(step, context))}\n`),
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  tell(
    result.overview,
    { done: texts.graded(result.graded, result.kept, seconds), missing: [] },
    folder,
    context,
  );
  return exitCodeOf(result.overview);
}

/** Puts shards together. 1 when a student or a shard is missing. */
export function tellMerge(paths: readonly string[], { out }: Pick<Asked, 'out'>, context: Context): ExitCode {
  if (paths.length === 0) {
    throw usage((messages) => messages.badValue('merge', 'merge FOLDER...', 'merge alone'));
  }
  const { paper } = context;
  const folder = outFolder(out, undefined);
  const merged = mergeClass(
    paths.map((path) => resolve(path)),
    folder,
    paper.language,
  );
  const { overview, folders, missing } = merged;
  const done = classTexts(paper.language).merged(folders, overview.rows.length);
  tell(overview, { done, missing }, folder, context);
  return missing.length > 0 ? 1 : exitCodeOf(overview);
}

function tell(
  overview: Overview,
  told: { readonly done: string; readonly missing: readonly string[] },
  folder: ClassFolder,
  { json, paper, terminal }: Context,
): void {
  const file = join(relative('', folder.path), PAGE);
  const text = json
    ? `${JSON.stringify(overview, null, 2)}\n`
    : forLog(classSummary(overview, { ...told, file }, paper), terminal);
  terminal.out(text);
}

function exitCodeOf({ rows }: Overview): ExitCode {
  return rows.some(({ problem }) => problem === 'failed') ? 1 : 0;
}

/** Results among the submissions would be the next run's student. */
function outFolder(asked: string = OUT, submissions: string | undefined): ClassFolder {
  const path = resolve(asked);
  if (submissions !== undefined && isWithin(path, submissions)) {
    throw new GraderError(2, {
      en: `--out: expected a folder outside the submissions, received ${asked}. Choose another place.`,
      zh: `--out：应在学生提交的文件夹之外，收到的是 ${asked}。请换一个位置。`,
    });
  }
  const folder = new ClassFolder(path);
  folder.checkOurs(asked);
  return folder;
}

function progressLine({ done, all, student, record, kept, error }: Step, { paper }: Context): string {
  const texts = classTexts(paper.language);
  const name = cut(cleanLine(student), NAME_CELLS);
  if (record === undefined) return texts.progress(done, all, name, told(error));
  const { problem, points, seconds } = record;
  if (problem !== undefined) return texts.progress(done, all, name, texts.problem(problem));
  const result = `${paper.messages.points(points.earned, points.possible)} · ${kept ? texts.kept : `${seconds} s`}`;
  return texts.progress(done, all, name, result);
}

function told(error: unknown): string {
  return cleanLine(error instanceof Error ? error.message : String(error));
}
