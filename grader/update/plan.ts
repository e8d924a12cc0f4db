import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { readStubs, STUBS_FILE, type Stubs } from '../keep/index.ts';
import { stubsText } from '../keep/stubs.ts';
import { mergeTexts } from './merge.ts';

/** What becomes of one kata: `kept` was not changed, `taken` is the new stub where nothing was written yet. */
export type Fate = 'new' | 'kept' | 'taken' | 'merged' | 'conflict' | 'removed';

export type KataFate = {
  readonly id: string;
  readonly fate: Fate;
  /** Where the kata stood before, when it moved. */
  readonly was?: string;
};

export type Plan = {
  readonly katas: readonly KataFate[];
  /** New bytes by path below the course, null to remove; the record of stubs comes last. */
  readonly files: ReadonlyMap<string, Buffer | null>;
};

/** Folders that are nobody's version of the course. */
const SKIPPED = new Set(['node_modules', '.git', '.katas', 'coverage']);
const SHIPPED = ['README.md', 'README.zh-CN.md', 'kata.test.ts'];

/**
 * How to bring a course to the version in another folder. The base of each merge is the stub the learner's file grew
 * from, as the course's own record has it. A kata in conflict keeps its file, its test and its base, so that the next
 * update can try again; only when its folder moved does it take the new test.
 */
export function planUpdate(course: string, from: string): Plan {
  const [old, next] = [readStubs(course), readStubs(from)];
  const katas = fatesOf(course, old, next);
  const files = new Map<string, Buffer | null>();
  for (const kata of katas) planKata(kata, { course, from, old, next, files });
  const left = new Set(katas.filter(({ fate, was }) => fate === 'conflict' && !was).map(({ id }) => id));
  for (const path of coursePaths(from)) {
    const kata = kataOf(path);
    if (path === STUBS_FILE || (kata && (left.has(kata) || !isShipped(path, next)))) continue;
    files.set(path, readFileSync(join(from, path)));
  }
  const conflict = katas.some(({ fate }) => fate === 'conflict');
  const record = conflict ? Buffer.from(stubsText(recordAfter(katas, old, next))) : undefined;
  files.set(STUBS_FILE, record ?? readFileSync(join(from, STUBS_FILE)));
  return { katas, files: new Map([...files].filter(([path, bytes]) => differs(join(course, path), bytes))) };
}

type Work = {
  readonly course: string;
  readonly from: string;
  readonly old: Stubs;
  readonly next: Stubs;
  readonly files: Map<string, Buffer | null>;
};

function fatesOf(course: string, old: Stubs, next: Stubs): KataFate[] {
  const [before, after] = [idsOf(old), idsOf(next)];
  const fates = after.map((id): KataFate => {
    const was = before.includes(id)
      ? undefined
      : before.find((each) => !after.includes(each) && same(each, id));
    if (was === undefined && !before.includes(id)) return { id, fate: 'new' };
    const fate = fateOf(course, was ?? id, id, old, next);
    return was === undefined ? { id, fate } : { id, fate, was };
  });
  const gone = before.filter((id) => !after.includes(id) && !fates.some(({ was }) => was === id));
  return [...fates, ...gone.map((id): KataFate => ({ id, fate: 'removed' }))];
}

/** The same kata under another number or group. */
function same(a: string, b: string): boolean {
  return a.replace(/^.*\/\d\d-/, '') === b.replace(/^.*\/\d\d-/, '');
}

function fateOf(course: string, was: string, id: string, old: Stubs, next: Stubs): Fate {
  const names = filesOf(next, id);
  const merged = names.map((name) => mergedText(course, was, id, name, old, next));
  if (merged.includes(undefined)) return 'conflict';
  const mine = names.map((name) => textOf(join(course, 'katas', was, name)));
  if (merged.every((text, i) => text === mine[i])) return 'kept';
  return names.every((name, i) => mine[i] === undefined || mine[i] === old[`${was}/${name}`])
    ? 'taken'
    : 'merged';
}

/** Undefined for a conflict. */
function mergedText(
  course: string,
  was: string,
  id: string,
  name: string,
  old: Stubs,
  next: Stubs,
): string | undefined {
  const mine = textOf(join(course, 'katas', was, name));
  const base = old[`${was}/${name}`];
  const theirs = next[`${id}/${name}`]!;
  if (mine === undefined || mine === theirs) return theirs;
  return base === undefined ? undefined : mergeTexts(base, mine, theirs);
}

function planKata({ id, fate, was }: KataFate, { course, from, old, next, files }: Work): void {
  if (fate === 'removed' || was !== undefined) removeKata(was ?? id, old, course, files);
  if (fate === 'removed' || (fate === 'conflict' && was === undefined)) return;
  for (const name of filesOf(next, id)) {
    const mine = textOf(join(course, 'katas', was ?? id, name));
    const merged =
      fate === 'new' ? next[`${id}/${name}`] : mergedText(course, was ?? id, id, name, old, next);
    const text = fate === 'conflict' ? (mine ?? merged) : merged;
    files.set(`katas/${id}/${name}`, Buffer.from(text!));
  }
  for (const name of SHIPPED) {
    const path = join(from, 'katas', id, name);
    if (existsSync(path)) files.set(`katas/${id}/${name}`, readFileSync(path));
  }
}

function removeKata(id: string, old: Stubs, course: string, files: Work['files']): void {
  for (const name of [...SHIPPED, ...filesOf(old, id)]) files.set(`katas/${id}/${name}`, null);
  for (const tree of ['solutions', 'test/right', 'test/wrong']) {
    for (const path of pathsIn(join(course, tree, id))) files.set(`${tree}/${id}/${path}`, null);
  }
}

/** The new record; a kata in conflict keeps the stub its file grew from. */
function recordAfter(katas: readonly KataFate[], old: Stubs, next: Stubs): Stubs {
  const record = { ...next };
  for (const { id, fate, was = id } of katas) {
    if (fate !== 'conflict') continue;
    for (const name of filesOf(next, id))
      record[`${id}/${name}`] = old[`${was}/${name}`] ?? next[`${id}/${name}`]!;
  }
  return record;
}

function idsOf(stubs: Stubs): string[] {
  return [...new Set(Object.keys(stubs).map((path) => path.replace(/\/[^/]+$/, '')))];
}

function filesOf(stubs: Stubs, id: string): string[] {
  return Object.keys(stubs)
    .filter((path) => path.startsWith(`${id}/`))
    .map((path) => path.slice(id.length + 1));
}

/** `katas/01-access/02-open-a-layer/kata.ts` → `01-access/02-open-a-layer` */
function kataOf(path: string): string | undefined {
  return /^katas\/(\d\d-[^/]+\/\d\d-[^/]+)\//.exec(path)?.[1];
}

/** What the course ships of a kata, the learner's own files excepted: those are merged. */
function isShipped(path: string, next: Stubs): boolean {
  return (
    kataOf(path) !== undefined &&
    idsOf(next).includes(kataOf(path)!) &&
    SHIPPED.some((name) => path.endsWith(`/${name}`))
  );
}

function coursePaths(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !SKIPPED.has(name))
    .flatMap((entry) =>
      entry.isDirectory()
        ? pathsIn(join(folder, entry.name)).map((path) => `${entry.name}/${path}`)
        : entry.isFile()
          ? [entry.name]
          : [],
    );
}

function pathsIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

function textOf(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function differs(path: string, bytes: Buffer | null): boolean {
  if (!existsSync(path)) return bytes !== null;
  return bytes === null || !readFileSync(path).equals(bytes);
}
