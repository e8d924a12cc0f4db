import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type FSWatcher, watch } from 'chokidar';

/** What changed on disk: katas whose answer was saved, and whether tests, texts or the library are others now. */
export type Change = { readonly ids: readonly string[]; readonly course: boolean };

export type FileWatch = {
  readonly close: () => Promise<void>;
  /** Resolves when it is known whether events arrive, and every change from now on will be told. */
  readonly ready: Promise<void>;
};

export type Watched = {
  /** Where the tests and the library stand. */
  readonly course: string;
  readonly katasFolder: string;
  readonly changed: (change: Change) => void;
  /** Told when file events do not arrive and the files are looked at instead. */
  readonly polling: () => void;
};

/** Opens the watch; the session's tests put their own in its place. */
export type OpenWatch = (watched: Watched) => Promise<FileWatch>;

/** One save is often several events: what comes within this time is one change. */
const TOGETHER_MS = 12;
const PROBE_MS = 2000;
const SETTLE_MS = 100;
/** For 50 ms after a change the library drops further ones of the same file. */
const DEAF_MS = 80;
const POLL_MS = 200;
const ANSWER = /^(\d\d-[^/]+\/\d\d-[^/]+)\/(kata|property)\.ts$/;
const LIBRARY = ['lib', 'test/kit', 'test/right', 'test/wrong'];

/**
 * Watches katas and library. Some file systems (network folders, containers, WSL) deliver no events: a probe file is
 * written beside the katas, and if its event does not come the files are polled. `patience` is how long it has;
 * without any, the files are polled at once.
 */
export async function watchFiles(watched: Watched, patience = PROBE_MS): Promise<FileWatch> {
  const home = join(dirname(watched.katasFolder), '.katas');
  const probe = join(home, `probe-${process.pid}`);
  const writable = makeFolder(home);
  const inside = (path: string): boolean => path.startsWith(home + sep) && path !== probe;
  // A folder that is not there makes the library deaf to its neighbours.
  const library = LIBRARY.map((folder) => join(watched.course, folder)).filter((folder) =>
    existsSync(folder),
  );
  const watcher = watch([watched.katasFolder, home, ...library], { ignoreInitial: true, ignored: inside });
  const gather = gathering(watched);
  const before = stamps(watched.katasFolder);
  let closing: Promise<void> | undefined;
  const arrived = new Promise<boolean>((resolve) => {
    watcher.on('all', (_, path) => (path === probe ? resolve(true) : gather(path)));
    watcher.on('error', () => resolve(false));
    watcher.on('ready', () => {
      if (patience <= 0 || !writable || !writeProbe(probe)) resolve(false);
      setTimeout(() => resolve(false), patience).unref();
    });
  });
  let current = watcher;
  const ready = arrived.then(async (works) => {
    rmSync(probe, { force: true });
    if (!works && closing === undefined) {
      await watcher.close();
      current = poll(watched, gather);
      await new Promise<void>((resolve) => current.on('ready', resolve));
      watched.polling();
    }
    // A save while the watch was set up is heard of by nobody.
    await pause(SETTLE_MS);
    for (const [path, stamp] of stamps(watched.katasFolder)) if (before.get(path) !== stamp) gather(path);
  });
  return {
    ready,
    close: () => {
      rmSync(probe, { force: true });
      closing ??= current.close();
      return closing;
    },
  };
}

/** Only the katas: looking at the library five times a second would keep a core busy. */
function poll({ katasFolder }: Watched, gather: (path: string) => void): FSWatcher {
  const watcher = watch(katasFolder, { ignoreInitial: true, usePolling: true, interval: POLL_MS });
  return watcher.on('all', (_, path) => gather(path)).on('error', () => {});
}

function stamps(katasFolder: string): Map<string, string> {
  const names = readdirSync(katasFolder, { recursive: true, encoding: 'utf8' });
  const paths = names.map((name) => join(katasFolder, name)).filter((path) => idOf(katasFolder, path));
  return new Map(paths.map((path) => [path, stampOf(path)]));
}

function makeFolder(path: string): boolean {
  try {
    mkdirSync(path, { recursive: true });
    return true;
  } catch {
    return false;
  }
}

function writeProbe(probe: string): boolean {
  try {
    writeFileSync(probe, '');
    return true;
  } catch {
    return false;
  }
}

/** Collects paths for a moment and tells them as one change; then looks whether they changed once more. */
function gathering({ katasFolder, changed }: Watched): (path: string) => void {
  let paths = new Set<string>();
  const tell = (): void => {
    const told = new Map([...paths].map((path) => [path, stampOf(path)]));
    const ids = [...paths].flatMap((path) => idOf(katasFolder, path) ?? []);
    changed({ ids: [...new Set(ids)], course: ids.length < paths.size });
    paths = new Set();
    setTimeout(() => {
      for (const [path, stamp] of told) if (stampOf(path) !== stamp) gather(path);
    }, DEAF_MS).unref();
  };
  const gather = (path: string): void => {
    if (!/\.(ts|md|json)$/.test(path)) return;
    if (paths.size === 0) setTimeout(tell, TOGETHER_MS);
    paths.add(path);
  };
  return gather;
}

function idOf(katasFolder: string, path: string): string | undefined {
  return ANSWER.exec(relative(katasFolder, path).split(sep).join('/'))?.[1];
}

/** Changes with every write. */
function stampOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return `${stat?.ino} ${stat?.mtimeMs} ${stat?.size}`;
}
