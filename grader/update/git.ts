import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { GraderError } from '../errors.ts';

export type Fetched = { readonly folder: string; readonly commit: string; readonly source: string };

/** Runs git in a folder; undefined when it fails or there is none. It never asks for a password. */
export function git(
  folder: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): string | undefined {
  try {
    return execFileSync('git', [...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, GIT_TERMINAL_PROMPT: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 1 << 26,
    }).trim();
  } catch {
    return undefined;
  }
}

export function isCheckout(course: string): boolean {
  const top = git(course, ['rev-parse', '--show-toplevel']);
  return top !== undefined && resolve(top) === resolve(course);
}

/**
 * Fetches the newest course and lays it out in a folder of its own. Histories need not be related: a checkout made
 * from a template has none in common with its origin.
 */
export function fetchCourse(course: string, remote: string | undefined, branch = 'HEAD'): Fetched {
  if (!isCheckout(course)) throw noGit(course);
  const names = git(course, ['remote'])?.split('\n') ?? [];
  const source = remote ?? ['upstream', 'origin'].find((name) => names.includes(name));
  if (source === undefined) throw noRemote();
  const fetched = git(course, ['fetch', '--quiet', '--no-tags', '--', source, branch]);
  const commit = fetched === undefined ? undefined : git(course, ['rev-parse', 'FETCH_HEAD']);
  if (commit === undefined) throw notFetched(source, branch);
  return { folder: layOut(course, commit), commit, source };
}

/** Files of a commit, written through an index of their own: the learner's index and files are not touched. */
function layOut(course: string, commit: string): string {
  const home = join(course, '.katas', 'update');
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  const env = { GIT_INDEX_FILE: join(home, 'index') };
  git(course, ['read-tree', commit], env);
  git(course, ['checkout-index', '--all', '--force', '--prefix=.katas/update/course/'], env);
  return join(home, 'course');
}

/**
 * Moves the branch to the fetched commit when the learner has no commits of their own and nothing staged, so that git
 * shows only the learner's edits afterwards. Files are not touched. Says whether it did.
 */
export function moveBranch(course: string, commit: string): boolean {
  const behind = git(course, ['merge-base', '--is-ancestor', 'HEAD', commit]) !== undefined;
  const clean = git(course, ['diff', '--cached', '--quiet']) !== undefined;
  return behind && clean && git(course, ['reset', '--quiet', commit]) !== undefined;
}

function noGit(course: string): GraderError {
  return new GraderError(2, {
    en: `update: expected a git checkout, received ${course} without one. Download the new version and name it: npm start -- update --from DIR.`,
    zh: `update：${course} 不是 git 仓库。请下载新版本，再用 npm start -- update --from 文件夹 指明它。`,
  });
}

function noRemote(): GraderError {
  return new GraderError(2, {
    en: 'update: expected a remote named upstream or origin, received none. Name one with --remote, or a folder with --from.',
    zh: 'update：没有名为 upstream 或 origin 的远程仓库。请用 --remote 指明，或用 --from 指明文件夹。',
  });
}

function notFetched(source: string, branch: string): GraderError {
  return new GraderError(2, {
    en: `update: expected ${branch} from ${source}, received nothing. Check the name and the network, or use --from DIR.`,
    zh: `update：无法从 ${source} 获取 ${branch}。请检查名称和网络，或改用 --from 文件夹。`,
  });
}
