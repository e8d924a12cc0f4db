import { spawn } from 'node:child_process';
import type { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

let pipe: Writable | undefined;

/** Has a child ended even if this process is killed and cannot do it: a loop would go on for ever. */
export function registerChild(pid: number): void {
  pipe ??= startReaper();
  pipe.write(`+${pid}\n`);
}

/** The child has ended, and its number may soon be another process's. */
export function unregisterChild(pid: number): void {
  pipe?.write(`-${pid}\n`);
}

/** In a group of its own, so that a signal to the grader's group spares it; holding up nobody's exit. */
function startReaper(): Writable {
  const reaper = spawn(process.execPath, [fileURLToPath(new URL('reaper.mjs', import.meta.url))], {
    stdio: ['pipe', 'ignore', 'ignore'],
    env: bareEnvironment(),
    detached: true,
    windowsHide: true,
  });
  // Without it children are still ended by a grader that lives.
  reaper.on('error', () => {});
  const { stdin } = reaper;
  stdin.on('error', () => {});
  reaper.unref();
  (stdin as unknown as { unref(): void }).unref();
  return stdin;
}

/** An environment with no token of the outside in it; Windows cannot start a program without these two. */
export function bareEnvironment(): NodeJS.ProcessEnv {
  const { SystemRoot, windir } = process.env;
  return process.platform === 'win32' ? { SystemRoot, windir } : {};
}
