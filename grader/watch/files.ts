import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';

/** What changed on disk: katas whose answer was saved, and whether tests, texts or the library are others now. */
export type Change = { readonly ids: readonly string[]; readonly course: boolean };

export type FileWatch = { readonly close: () => Promise<void> };

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
const POLL_MS = 200;
const ANSWER = /^(\d\d-[^/]+\/\d\d-[^/]+)\/(kata|property)\.ts$/;
const LIBRARY = ['lib', 'test/kit', 'test/right', 'test/wrong'];

/**
 * Watches katas and library. Some file systems (network folders, containers, WSL) deliver no events: a probe file is
 * written beside the katas, and if its event does not come the files are polled. `patience` is how long it has.
 */
export async function watchFiles(watched: Watched, patience = PROBE_MS): Promise<FileWatch> {
  const home = join(dirname(watched.katasFolder), '.katas');
  const probe = join(home, `probe-${process.pid}`);
  const writable = makeFolder(home);
  const inside = (path: string): boolean => path.startsWith(home + sep) && path !== probe;
  const library = LIBRARY.map((folder) => join(watched.course, folder));
  const watcher = watch([watched.katasFolder, home, ...library], { ignoreInitial: true, ignored: inside });
  const gather = gathering(watched);
  let closing: Promise<void> | undefined;
  const arrived = new Promise<boolean>((resolve) => {
    watcher.on('all', (_, path) => (path === probe ? resolve(true) : gather(path)));
    watcher.on('error', () => resolve(false));
    watcher.on('ready', () => {
      if (!writable || !writeProbe(probe)) resolve(false);
      setTimeout(() => resolve(false), patience).unref();
    });
  });
  let current = watcher;
  arrived.then(async (works) => {
    rmSync(probe, { force: true });
    if (works || closing !== undefined) return;
    await watcher.close();
    current = poll(watched, gather);
    watched.polling();
  });
  return {
    close: () => {
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

/** Collects paths for a moment and tells them as one change. */
function gathering({ katasFolder, changed }: Watched): (path: string) => void {
  let ids = new Set<string>();
  let course = false;
  const tell = (): void => {
    const change = { ids: [...ids], course };
    ids = new Set();
    course = false;
    changed(change);
  };
  return (path) => {
    const name = relative(katasFolder, path).split(sep).join('/');
    const id = ANSWER.exec(name)?.[1];
    if (id === undefined && !/\.(ts|md|json)$/.test(name)) return;
    if (!course && ids.size === 0) setTimeout(tell, TOGETHER_MS);
    if (id === undefined) course = true;
    else ids.add(id);
  };
}
