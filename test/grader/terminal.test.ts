import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { terminal } from '../../grader/terminal.ts';

/** What a process says and with which code it leaves when its output breaks. */
function broken(code: string): { readonly told: string; readonly left: readonly unknown[] } {
  let told = '';
  const left: unknown[] = [];
  const stdout = new EventEmitter();
  const stderr = { write: (text: string) => (told += text) };
  const exit = (asked?: number): never => {
    left.push(asked);
    throw new Error('left');
  };
  const host = Object.assign(new EventEmitter(), { argv: [], env: {}, stdin: {}, stdout, stderr, exit });
  terminal(host as unknown as NodeJS.Process);
  expect(() => stdout.emit('error', Object.assign(new Error(`${code}: broken`), { code }))).toThrow('left');
  return { told, left };
}

it('leaves quietly when nobody reads any more, and says why when it cannot write', () => {
  expect(broken('EPIPE')).toEqual({ told: '', left: [undefined] });
  expect(broken('ENOSPC')).toEqual({
    told: 'grader: expected to finish, received "ENOSPC: broken". Run npm ci; if it stays, open an issue.\n',
    left: [3],
  });
});
