import { join } from 'node:path';
import { courseError } from '../errors.ts';
import { type Disk, readBytes, realDisk } from './disk.ts';

/** The text each learner's file was shipped with, by its path below katas: `01-access/02-open-a-layer/kata.ts`. */
export type Stubs = { readonly [path: string]: string };

/**
 * A record of its own, because a learner's checkout has no other: the file itself is edited, the last commit may hold
 * the answer, and a ZIP has no history. It also says which version of a stub the answer grew from.
 */
export const STUBS_FILE = 'test/stubs.json';

export function readStubs(course: string, disk: Disk = realDisk): Stubs {
  const next = 'Restore it from the repository';
  const bytes = readBytes(disk, join(course, ...STUBS_FILE.split('/')));
  if (bytes === undefined) throw courseError(STUBS_FILE, 'the record of the stubs', 'no file', next);
  try {
    return JSON.parse(bytes.toString('utf8')) as Stubs;
  } catch (error) {
    throw courseError(STUBS_FILE, 'JSON', JSON.stringify((error as Error).message), next);
  }
}

export function stubsText(stubs: Stubs): string {
  const sorted = Object.entries(stubs).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`;
}
