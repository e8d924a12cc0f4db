import { dirname, join, relative, sep } from 'node:path';
import { courseError, GraderError } from '../errors.ts';
import { codeOf, type Disk, readBytes, realDisk, removeFile, writeWhole } from './disk.ts';
import { type Action, type Contents, type Entry, Journal } from './journal.ts';
import { Store } from './store.ts';
import { readStubs, STUBS_FILE, type Stubs } from './stubs.ts';

/** What the keep needs to know of a kata. */
export type KeptKata = { readonly id: string; readonly files: readonly string[] };

/** A state of one kata's files that can be brought back. */
export type Version = {
  readonly time: string;
  /** `passed`, the action that put it away, or the reason of a snapshot. */
  readonly reason: string;
  readonly files: Contents;
};

export type Change = Extract<Entry, { kind: 'change' }>;
type Bytes = Uint8Array | null;

/**
 * Opens the keep of a katas folder. It lives in `.katas/keep` beside the folder and is made when first written to.
 * `course` is the checkout whose record of stubs `reset` goes by.
 */
export function openKeep(
  course: string,
  katasFolder = join(course, 'katas'),
  { disk = realDisk, now = () => new Date() }: { disk?: Disk; now?: () => Date } = {},
): Keep {
  return new Keep(course, katasFolder, disk, now);
}

/**
 * Nothing a learner wrote is lost: before the grader writes a file, its content is in the store and the change is in
 * the journal, and the file itself is replaced in one step.
 */
export class Keep {
  readonly course: string;
  readonly home: string;
  readonly katasFolder: string;
  readonly disk: Disk;
  readonly now: () => Date;
  readonly store: Store;
  readonly journal: Journal;

  constructor(course: string, katasFolder: string, disk: Disk, now: () => Date) {
    this.course = course;
    this.home = dirname(katasFolder);
    this.katasFolder = katasFolder;
    this.disk = disk;
    this.now = now;
    const folder = join(this.home, '.katas', 'keep');
    this.store = new Store(disk, join(folder, 'objects'));
    this.journal = new Journal(disk, folder);
  }

  /** Puts a kata's files away as they are. */
  snapshot(kata: KeptKata, reason: string): Version {
    return this.saving(() => {
      const files = this.present(this.pathsOf(kata));
      const version = { time: this.time(), reason, files };
      this.journal.append({ kind: 'snapshot', ...version });
      return version;
    });
  }

  /** Brings back a version; undefined when the files are so already. */
  restore(kata: KeptKata, { files }: Version): Change | undefined {
    const own = new Set(this.pathsOf(kata));
    return this.bring(
      'restore',
      Object.entries(files).filter(([path]) => own.has(path)),
    );
  }

  /** Back to the shipped stubs, all katas in one change; undefined when they are stubs already. */
  reset(...katas: readonly KeptKata[]): Change | undefined {
    const stubs = readStubs(this.course, this.disk);
    const files = katas.flatMap((kata) =>
      this.toReset(kata).map((file) => stubOf(stubs, `${kata.id}/${file}`)),
    );
    return this.change(
      'reset',
      files.map(([path, text]): [string, Bytes] => [this.kataPath(path), Buffer.from(text)]),
    );
  }

  /** Whoever lost one of two files wants that one again, and not to lose the other. */
  private toReset({ id, files }: KeptKata): readonly string[] {
    const lost = files.filter((file) => !this.disk.existsSync(join(this.katasFolder, id, file)));
    return lost.length === 0 ? files : lost;
  }

  /** Writes files (null removes one) as one change; paths are below the keep's home, with forward slashes. */
  change(action: Action, files: Iterable<readonly [string, Bytes]>): Change | undefined {
    const wanted = new Map(files);
    const change = this.saving((): Change => {
      const before = this.present([...wanted.keys()]);
      const kept = [...wanted].map(([path, bytes]) => [path, bytes && this.store.put(bytes)] as const);
      const after: Contents = Object.fromEntries(kept);
      const differs = Object.keys(after).some((path) => before[path] !== after[path]);
      const entry: Change = { kind: 'change', time: this.time(), action, before, after };
      if (differs) this.journal.append(entry);
      return entry;
    });
    const changed = [...wanted].filter(([path]) => change.before[path] !== change.after[path]);
    if (changed.length === 0) return undefined;
    this.write(changed, change.before);
    return change;
  }

  /**
   * Takes back the last change of a kata, or of all; itself a change, so that a second undo takes back the first.
   * Undefined when nothing is to take back.
   */
  undo(kata?: KeptKata): Change | undefined {
    const own = kata && new Set(this.pathsOf(kata));
    const touches = (entry: Entry): entry is Change =>
      entry.kind === 'change' &&
      (own === undefined || Object.keys(entry.before).some((path) => own.has(path)));
    const last = this.journal.read().findLast(touches);
    if (last === undefined) return undefined;
    const before = Object.entries(last.before).filter(([path]) => own?.has(path) ?? true);
    return this.bring('undo', before);
  }

  /** Remembers the texts of a kata that passed. */
  recordPassed(kata: KeptKata, files: ReadonlyMap<string, string>): void {
    this.saving(() => {
      const kept = kata.files.map((file) => [
        this.kataPath(`${kata.id}/${file}`),
        this.store.put(Buffer.from(files.get(file) ?? '')),
      ]);
      const contents = Object.fromEntries(kept) as Contents;
      const last = this.lastPass(kata);
      if (last && same(last.files, contents)) return;
      this.journal.append({ kind: 'passed', time: this.time(), kata: kata.id, files: contents });
    });
  }

  /** Texts by file name of the last version that passed. */
  lastPassed(kata: KeptKata): ReadonlyMap<string, string> | undefined {
    const pass = this.lastPass(kata);
    return pass && this.texts(kata, pass.files);
  }

  /** Texts by file name of a version's files. */
  texts(kata: KeptKata, files: Contents): ReadonlyMap<string, string> {
    const texts = kata.files.flatMap((file): [string, string][] => {
      const hash = files[this.kataPath(`${kata.id}/${file}`)];
      return hash ? [[file, this.store.get(hash).toString('utf8')]] : [];
    });
    return new Map(texts);
  }

  /** Remembers that a solved kata was taken up again. */
  recordReview({ id }: KeptKata): void {
    this.saving(() => this.journal.append({ kind: 'reviewed', time: this.time(), kata: id }));
  }

  /** For every kata that ever passed, when it passed or was reviewed last: a larger number is later. */
  lastSeen(): ReadonlyMap<string, number> {
    const seen = new Map<string, number>();
    for (const [i, entry] of this.journal.read().entries()) {
      if (entry.kind === 'passed' || (entry.kind === 'reviewed' && seen.has(entry.kata)))
        seen.set(entry.kata, i);
    }
    return seen;
  }

  /** Every version of a kata that can be brought back, newest first, each content once. */
  versions(kata: KeptKata): readonly Version[] {
    const own = this.pathsOf(kata);
    const mine = (files: Contents): Contents =>
      Object.fromEntries(own.filter((path) => path in files).map((path) => [path, files[path]!]));
    const all = this.journal.read().flatMap((entry): Version[] => {
      if (entry.kind === 'reviewed') return [];
      const { time } = entry;
      if (entry.kind === 'change') return [{ time, reason: entry.action, files: mine(entry.before) }];
      return [{ time, reason: entry.kind === 'passed' ? 'passed' : entry.reason, files: mine(entry.files) }];
    });
    const filled = all.filter(({ files }) => Object.values(files).some((hash) => hash !== null)).reverse();
    return filled.filter((each, i) => filled.findIndex(({ files }) => same(files, each.files)) === i);
  }

  private lastPass(kata: KeptKata): Extract<Entry, { kind: 'passed' }> | undefined {
    return this.journal.read().findLast((entry) => entry.kind === 'passed' && entry.kata === kata.id) as
      | Extract<Entry, { kind: 'passed' }>
      | undefined;
  }

  private bring(action: Action, files: readonly (readonly [string, string | null])[]): Change | undefined {
    return this.change(
      action,
      files.map(([path, hash]): [string, Bytes] => [path, hash === null ? null : this.store.get(hash)]),
    );
  }

  /** Writes what changed; when one file cannot be written, those before it get their old content back. */
  private write(changed: readonly (readonly [string, Bytes])[], before: Contents): void {
    for (const [i, [path, bytes]] of changed.entries()) {
      try {
        this.put(path, bytes);
      } catch (error) {
        this.takeBack(changed.slice(0, i).map(([done]) => [done, before[done] ?? null]));
        throw notWritten(path, error);
      }
    }
  }

  /** As far as the disk allows; the journal has the change, so that `undo` can do the rest. */
  private takeBack(files: readonly (readonly [string, string | null])[]): void {
    for (const [path, hash] of files) {
      try {
        this.put(path, hash === null ? null : this.store.get(hash));
      } catch {
        // The error that began this is the one to tell.
      }
    }
  }

  private put(path: string, bytes: Bytes): void {
    const file = join(this.home, ...path.split('/'));
    if (bytes === null) removeFile(this.disk, file, this.home);
    else writeWhole(this.disk, file, bytes);
  }

  /** Saves what the paths hold now and says under which hashes. */
  private present(paths: readonly string[]): Contents {
    const kept = paths.map((path) => {
      const bytes = readBytes(this.disk, join(this.home, ...path.split('/')));
      return [path, bytes === undefined ? null : this.store.put(bytes)] as const;
    });
    return Object.fromEntries(kept);
  }

  pathsOf(kata: KeptKata): string[] {
    return kata.files.map((file) => this.kataPath(`${kata.id}/${file}`));
  }

  kataPath(path: string): string {
    return relative(this.home, join(this.katasFolder, path)).split(sep).join('/');
  }

  private time(): string {
    return this.now().toISOString();
  }

  private saving<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      if (error instanceof GraderError || codeOf(error) === '') throw error;
      throw notSaved(join(this.home, '.katas'), error);
    }
  }
}

/** Whether a change put anything away; a file that was not there has no version to bring back. */
export function hadFiles({ before }: Change): boolean {
  return Object.values(before).some((hash) => hash !== null);
}

function stubOf(stubs: Stubs, path: string): readonly [string, string] {
  const text = stubs[path];
  if (text !== undefined) return [path, text];
  throw courseError(STUBS_FILE, `a stub for ${path}`, 'none', 'Run npm run stubs');
}

function same(a: Contents, b: Contents): boolean {
  const paths = Object.keys(a);
  return paths.length === Object.keys(b).length && paths.every((path) => a[path] === b[path]);
}

function notSaved(folder: string, error: unknown): GraderError {
  const { message } = error as Error;
  return new GraderError(3, {
    en: `keep: expected to save your files in ${folder}, received "${message}". Nothing was changed; make the folder writable.`,
    zh: `keep：无法把你的文件保存到 ${folder}：${message}。没有改动任何文件，请先让该文件夹可写。`,
  });
}

function notWritten(path: string, error: unknown): GraderError {
  const { message } = error as Error;
  return new GraderError(3, {
    en: `${path}: expected a file that can be written, received "${message}". Close programs that hold it open, then run npm start -- undo.`,
    zh: `${path}：无法写入：${message}。请关闭正在占用它的程序，再运行 npm start -- undo。`,
  });
}
