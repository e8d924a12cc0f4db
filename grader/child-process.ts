import { type ChildProcess, spawn } from 'node:child_process';
import type { Limits } from './limits.ts';
import { bareEnvironment, registerChild, unregisterChild } from './reaper.ts';

const flags = process.allowedNodeEnvironmentFlags;
const permission = flags.has('--permission') ? '--permission' : '--experimental-permission';

const living = new Set<ChildProcess>();
/** A Node that reads its script from standard input: without files, network, children and a way back but its channel. */
export function startChild(limits: Limits): ChildProcess {
  const child = spawn(
    process.execPath,
    [
      permission,
      '--disable-warning=ExperimentalWarning',
      '--disable-warning=SecurityWarning',
      `--max-old-space-size=${limits.heapMb}`,
      '--experimental-vm-modules',
      '--input-type=module',
      '-',
    ],
    // An empty environment: no token of the outside reaches a submission. Its own group: all of it can be ended.
    {
      stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
      env: bareEnvironment(),
      detached: process.platform !== 'win32',
    },
  );
  living.add(child);
  if (child.pid !== undefined) registerChild(child.pid);
  return child;
}

/** Ends a child with its whole process group. */
export function endChild(child: ChildProcess): void {
  if (!living.delete(child)) return;
  if (child.pid !== undefined) unregisterChild(child.pid);
  try {
    if (process.platform !== 'win32' && child.pid) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // The group is gone already.
  }
  child.stdout?.destroy();
  child.stderr?.destroy();
}

/** Ends every child still running; the terminal calls it when the person stops the grader. */
export function endAll(): void {
  for (const child of living) endChild(child);
}

/** Process ids of the children that were started and not ended. */
export function livingChildren(): readonly number[] {
  return [...living].flatMap(({ pid }) => pid ?? []);
}
