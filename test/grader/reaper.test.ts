import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { fromPs, watchResident } from '../../grader/resident.ts';
import { allGone, isRunning } from './fixtures/processes.ts';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const posix = process.platform !== 'win32';

async function* lines(grader: ReturnType<typeof spawn>): AsyncGenerator<number> {
  for await (const line of createInterface(grader.stdout!)) yield Number(line);
}

it.runIf(posix)('a grader that is killed leaves no looping child', async () => {
  const grader = spawn(process.execPath, ['--import', 'tsx', path('fixtures/looping-grader.ts')]);
  const pids: number[] = [];
  onTestFinished(() => pids.filter(isRunning).forEach((pid) => void process.kill(pid, 'SIGKILL')));
  for await (const pid of lines(grader)) if (pids.push(pid) === 2) break;
  expect(pids.every(isRunning)).toBe(true);
  grader.kill('SIGKILL');
  await once(grader, 'exit');
  await allGone(pids);
});

it.runIf(posix)('memory is watched by ps where there is no /proc', async () => {
  const bytes = await new Promise<number>((resolve) => fromPs(process.pid, resolve));
  expect(bytes / process.memoryUsage.rss()).toBeGreaterThan(0.3);
  expect(bytes / process.memoryUsage.rss()).toBeLessThan(3);
  await new Promise<void>((resolve) => {
    const stop = watchResident(process.pid, bytes / 10, () => resolve(stop()), { everyMs: 10, read: fromPs });
  });
});
