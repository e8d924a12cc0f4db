import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { watch } from 'chokidar';
import { refuseNode } from '../node-version.mjs';
import { git, isCheckout } from '../update/git.ts';
import { bad, both, type Finding, good, note } from './finding.ts';

const INSTALL = both('npm ci');

export function checkNode(version: string): Finding {
  const what = both('Node.js');
  const refusal = { en: refuseNode(version, 'en'), zh: refuseNode(version, 'zh-CN') };
  if (refusal.en === '') return good(what, both(version));
  return bad(what, both(version), refusal);
}

type Lock = {
  readonly packages: { readonly [path: string]: { readonly version: string; readonly optional?: boolean } };
};

/** Every package the course names is there, in the version of the lock file. */
export function checkInstall(course: string): Finding {
  const what = { en: 'Packages', zh: '依赖包' };
  const named = packagesOf(course);
  if (named === undefined) {
    const next = {
      en: 'restore package.json and package-lock.json',
      zh: '恢复 package.json 和 package-lock.json',
    };
    return bad(what, { en: 'no lock file', zh: '没有锁定文件' }, next);
  }
  const wrong = named.filter(([name, version]) => installed(course, name) !== version).map(([name]) => name);
  if (wrong.length === 0)
    return good(what, { en: `all ${named.length} as locked`, zh: `${named.length} 个都与锁定版本一致` });
  const list = wrong.slice(0, 3).join(', ') + (wrong.length > 3 ? ', …' : '');
  return bad(what, { en: `not as locked: ${list}`, zh: `与锁定版本不一致：${list}` }, INSTALL);
}

function packagesOf(course: string): readonly (readonly [string, string])[] | undefined {
  try {
    const { packages } = readJson<Lock>(join(course, 'package-lock.json'));
    const { dependencies, devDependencies } = packages[''] as unknown as {
      dependencies: object;
      devDependencies: object;
    };
    const names = Object.keys({ ...dependencies, ...devDependencies });
    return names.map((name) => [name, packages[`node_modules/${name}`]!.version] as const);
  } catch {
    return undefined;
  }
}

function installed(course: string, name: string): string | undefined {
  try {
    return readJson<{ version: string }>(join(course, 'node_modules', name, 'package.json')).version;
  } catch {
    return undefined;
  }
}

function readJson<Value>(path: string): Value {
  return JSON.parse(readFileSync(path, 'utf8')) as Value;
}

/** The grader can put a learner's file in place and keep the old one. */
export function checkPermissions(course: string, katasFolder: string): Finding {
  const what = { en: 'Write access', zh: '写入权限' };
  for (const [shown, folder] of [
    ['katas', katasFolder],
    ['.katas', join(course, '.katas')],
  ] as const) {
    try {
      mkdirSync(folder, { recursive: true });
      accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
      const file = join(folder, `.doctor-${process.pid}`);
      writeFileSync(file, '');
      rmSync(file);
    } catch (error) {
      const found = both(`${shown}: ${(error as NodeJS.ErrnoException).code}`);
      const next = { en: `make ${shown} writable for yourself`, zh: `让自己可以写入 ${shown}` };
      return bad(what, found, next);
    }
  }
  return good(what, both('katas, .katas'));
}

export type EventsArrive = (folder: string) => Promise<boolean>;
const LONGEST_WAIT_MS = 3000;

/** A file is made in a folder of the checkout: does the watch hear of it? */
export async function checkWatcher(course: string, arrive: EventsArrive = eventsArrive): Promise<Finding> {
  const what = { en: 'Watch mode', zh: '监视模式' };
  if (await tries(course, arrive)) return good(what, { en: 'file events arrive', zh: '能收到文件事件' });
  const found = { en: 'no file events here', zh: '这里收不到文件事件' };
  const next = {
    en: 'nothing to do: the watch looks at the files itself (polling), a little slower',
    zh: '无需处理：监视模式会改用轮询，稍慢一些',
  };
  return note(what, found, next);
}

async function tries(course: string, arrive: EventsArrive): Promise<boolean> {
  let folder: string | undefined;
  try {
    mkdirSync(join(course, '.katas'), { recursive: true });
    folder = mkdtempSync(join(course, '.katas', 'doctor-'));
    return await arrive(folder);
  } catch {
    return false;
  } finally {
    if (folder) rmSync(folder, { recursive: true, force: true });
  }
}

function eventsArrive(folder: string): Promise<boolean> {
  return new Promise((resolve) => {
    const watcher = watch(folder, { ignoreInitial: true });
    const end = (arrived: boolean): void => {
      clearTimeout(clock);
      watcher.close().then(() => resolve(arrived));
    };
    const clock = setTimeout(end, LONGEST_WAIT_MS, false);
    watcher.once('add', () => end(true));
    watcher.once('error', () => end(false));
    watcher.once('ready', () => writeFileSync(join(folder, 'kata.ts'), ''));
  });
}

/** Whether `update` can use git, and whether files of the course itself were changed. */
export function checkGit(course: string): Finding {
  const what = both('git');
  if (!isCheckout(course)) {
    const found = { en: 'no git checkout here', zh: '这里不是 git 仓库' };
    const next = {
      en: 'nothing to do: update takes a folder, npm start -- update --from DIR',
      zh: '无需处理：更新时用 npm start -- update --from 文件夹',
    };
    return note(what, found, next);
  }
  const unmerged = lines(git(course, ['diff', '--name-only', '--diff-filter=U']));
  if (unmerged.length > 0) {
    return bad(
      what,
      { en: `conflicts in ${short(unmerged)}`, zh: `有冲突：${short(unmerged)}` },
      {
        en: 'git merge --abort, then npm start -- update',
        zh: 'git merge --abort，再运行 npm start -- update',
      },
    );
  }
  const changed = lines(git(course, ['diff', '--name-only', 'HEAD'])).filter((path) => !isLearners(path));
  if (changed.length === 0) return good(what, { en: 'the course is as committed', zh: '课程文件与提交一致' });
  const found = { en: `course files changed: ${short(changed)}`, zh: `课程文件有改动：${short(changed)}` };
  const next = {
    en: `git diff ${changed[0]}; git checkout ${changed[0]} puts it back`,
    zh: `git diff ${changed[0]} 查看，git checkout ${changed[0]} 恢复`,
  };
  return note(what, found, next);
}

function lines(text: string | undefined): string[] {
  return (text ?? '').split('\n').filter((line) => line !== '');
}

function short(paths: readonly string[]): string {
  return paths.slice(0, 2).join(', ') + (paths.length > 2 ? ', …' : '');
}

function isLearners(path: string): boolean {
  return /^katas\/.*\/(kata|property)\.ts$/.test(path);
}

export function checkCourse(course: string, read: (course: string) => unknown): Finding {
  const what = { en: 'Course', zh: '课程文件' };
  try {
    read(course);
    return existsSync(join(course, 'test', 'stubs.json'))
      ? good(what, { en: 'complete', zh: '完整' })
      : bad(what, both('test/stubs.json'), {
          en: 'restore this file from the repository',
          zh: '从仓库恢复这个文件',
        });
  } catch (error) {
    return bad(what, both((error as Error).message), {
      en: 'restore what is named',
      zh: '恢复上面提到的文件',
    });
  }
}
