import { expect, it } from 'vitest';
import { readWork, workOf } from '../../grader/work.ts';

const line = (name: string, state: string, user: number, system: number): string =>
  `42 (${name}) ${state} 1 42 42 0 -1 4194304 97 0 1 0 ${user} ${system} 0 0 20 0 1 0 1510905 3133440`;

it('reads what a process has computed and whether it would compute now', () => {
  expect(readWork(line('node', 'R', 120, 3))).toEqual({ computes: true, computedMs: 1230 });
  expect(readWork(line('node', 'S', 0, 7))).toEqual({ computes: false, computedMs: 70 });
});
it('is not misled by the name of a process', () => {
  expect(readWork(line('a) R 1 (b', 'S', 1, 1))).toEqual({ computes: false, computedMs: 20 });
});
it('knows nothing of a process that is gone', () => {
  expect(workOf(undefined)).toEqual({ computes: false, computedMs: 0 });
});
it.runIf(process.platform === 'linux')('sees this process compute', () => {
  expect(workOf(process.pid)).toMatchObject({ computes: true });
  expect(workOf(process.pid).computedMs).toBeGreaterThan(0);
});
