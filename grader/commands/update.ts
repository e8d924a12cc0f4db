import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { allKatas } from '../catalogue.ts';
import { grade } from '../grade.ts';
import { STUBS_FILE } from '../keep/index.ts';
import type { ExitCode } from '../terminal.ts';
import { fetchCourse, moveBranch } from '../update/git.ts';
import { type Plan, planUpdate } from '../update/plan.ts';
import { regrade } from '../update/regrade.ts';
import { answer, type Context, command, keepOf, refuse } from './command.ts';
import { memoryOf } from './memory.ts';
import { flag, text } from './option.ts';
import { type Tick, type Updated, updatePage } from './update-page.ts';

export const updateCommand = command({
  name: 'update',
  usage: { en: '', zh: '' },
  summary: { en: 'the newest course, merged with your answers', zh: '更新课程，并与你的答案合并' },
  most: 0,
  options: {
    from: text('DIR', {
      en: 'a folder with the new version, instead of git',
      zh: '改用一个含新版本的文件夹',
    }),
    remote: text('NAME', {
      en: 'where git fetches it (default: upstream, else origin)',
      zh: 'git 从哪里获取（默认 upstream，其次 origin）',
    }),
    branch: text('NAME', { en: 'which branch (default: its main one)', zh: '哪个分支（默认为主分支）' }),
    'dry-run': flag({ en: 'only tell what would happen', zh: '只说明会发生什么' }),
  },
  run: async (_words, { from, remote, branch, 'dry-run': dry }, context) => {
    const { course } = context;
    if (context.katasFolder !== join(course, 'katas')) throw onlyOwn();
    const fetched = from === undefined ? fetchCourse(course, remote, branch) : undefined;
    try {
      const folder = fetched?.folder ?? folderOf(from!, course);
      const plan = planUpdate(course, folder);
      const ticked = dry ? [] : await passedKatas(context);
      const change = dry ? undefined : keepOf(context).change('update', plan.files);
      const moved = !dry && fetched !== undefined && moveBranch(course, fetched.commit);
      const ticks = dry || !change ? [] : await ticksAfter(ticked, plan, context);
      const source = fetched ? `${fetched.source} ${fetched.commit.slice(0, 7)}` : folder;
      return tellUpdate({ source, katas: plan.katas, course: courseFiles(plan), ticks, dry, moved }, context);
    } finally {
      if (fetched) rmSync(join(course, '.katas', 'update'), { recursive: true, force: true });
    }
  },
});

function tellUpdate(updated: Updated, context: Context): ExitCode {
  answer(context, updatePage(updated, context), updated);
  const lost = updated.ticks?.some(({ verdict }) => verdict !== 'passed') ?? true;
  return lost || updated.katas.some(({ fate }) => fate === 'conflict') ? 1 : 0;
}

function folderOf(from: string, course: string): string {
  const folder = resolve(from);
  if (folder !== resolve(course) && existsSync(join(folder, STUBS_FILE))) return folder;
  throw refuse(
    `--from: expected the folder of another checkout of the course, received ${from}. Check the path.`,
    `--from：应是本课程另一份完整的文件夹，收到的是 ${from}。请检查路径。`,
  );
}

function onlyOwn(): Error {
  return refuse(
    'update: expected the katas of this checkout, received --katas. Leave --katas and KATAS_DIR out.',
    'update：只能更新本仓库里的练习。请去掉 --katas 和 KATAS_DIR。',
  );
}

async function passedKatas(context: Context): Promise<readonly string[]> {
  const { katasFolder, limits } = context;
  const katas = allKatas(context.catalogue());
  const graded = await grade(katas, { katasFolder, limits, replay: {}, ...memoryOf(context) });
  return graded.filter(({ verdict }) => verdict.name === 'passed').map(({ kata }) => kata.id);
}

/** What became of every kata that passed before; undefined when new packages have to be installed first. */
async function ticksAfter(
  ticked: readonly string[],
  { katas, files }: Plan,
  { course }: Context,
): Promise<readonly Tick[] | undefined> {
  if (files.has('package-lock.json')) return undefined;
  if (ticked.length === 0) return [];
  const verdicts = await regrade(course);
  return ticked.map((before) => {
    const id = katas.find(({ was }) => was === before)?.id ?? before;
    return { id, verdict: verdicts?.get(id) ?? 'removed' };
  });
}

function courseFiles({ files }: Plan): number {
  return [...files.keys()].filter((path) => !/\/(kata|property)\.ts$/.test(path) && path !== STUBS_FILE)
    .length;
}
