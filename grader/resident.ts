import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';

const PAGE_BYTES = 4096;

/** How a platform tells the memory of a process, and how often it may be asked. */
type Scale = {
  readonly everyMs: number;
  readonly read: (pid: number, tell: (bytes: number) => void) => void;
};

/** Heap, typed arrays and code. Windows has no cheap way to ask: there only the heap is limited, by V8 itself. */
const scales: { readonly [platform: string]: Scale | undefined } = {
  linux: { everyMs: 100, read: (pid, tell) => tell(fromStatm(pid)) },
  darwin: { everyMs: 500, read: fromPs },
};

/** Calls `over` when a process holds more than so many bytes; returns what stops the watching. */
export function watchResident(
  pid: number,
  most: number,
  over: () => void,
  scale = scales[process.platform],
): () => void {
  if (scale === undefined) return () => {};
  const judge = (bytes: number): void => {
    if (bytes > most) over();
  };
  const timer = setInterval(() => scale.read(pid, judge), scale.everyMs);
  return () => clearInterval(timer);
}

function fromStatm(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES;
  } catch {
    return 0;
  }
}

export function fromPs(pid: number, tell: (bytes: number) => void): void {
  execFile('ps', ['-o', 'rss=', '-p', String(pid)], (_, kibibytes) => tell(Number(kibibytes) * 1024));
}
