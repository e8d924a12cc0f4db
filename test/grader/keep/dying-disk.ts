import fs from 'node:fs';
import type { Disk } from '../../../grader/keep/index.ts';

const reads = new Set<keyof Disk>(['existsSync', 'readFileSync', 'readdirSync', 'statSync']);

/** What a test knows to be whole without waiting for the platter. */
export const quickDisk: Disk = { ...fs, fsyncSync: () => {} };

/**
 * A disk on which the process dies at the `last`-th call that changes something: a write gets half of its bytes out,
 * any other call does nothing, and nothing works afterwards, as clean-up code does not run in a killed process.
 */
export function dyingDisk(last: number): { readonly disk: Disk; readonly died: () => boolean } {
  let calls = 0;
  const die = (name: keyof Disk, args: readonly unknown[]): never => {
    if (name === 'writeFileSync' && calls === last) {
      const bytes = Buffer.from(args[1] as Uint8Array);
      fs.writeFileSync(args[0] as number, bytes.subarray(0, bytes.length >> 1));
    }
    throw new Error('killed');
  };
  const disk = around((name, args, real) => {
    if (!reads.has(name)) calls++;
    return calls < last ? real() : die(name, args);
  });
  return { disk, died: () => calls >= last };
}

/** A disk whose calls of one name fail with a code from the `from`-th on. */
export function failingDisk(name: keyof Disk, code: string, from = 1): Disk {
  let calls = 0;
  return around((called, _args, real) => {
    if (called !== name || ++calls < from) return real();
    throw Object.assign(new Error(`${code}: refused`), { code });
  });
}

function around(call: (name: keyof Disk, args: readonly unknown[], real: () => unknown) => unknown): Disk {
  return new Proxy(quickDisk, {
    get: (target, name: keyof Disk) => {
      const real = target[name] as (...args: unknown[]) => unknown;
      return (...args: unknown[]) => call(name, args, () => real(...args));
    },
  });
}
