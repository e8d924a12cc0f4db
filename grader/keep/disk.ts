import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The calls of node:fs the keep makes. A test puts a disk that dies at any of them in its place. */
export type Disk = Pick<
  typeof fs,
  | 'closeSync'
  | 'existsSync'
  | 'fchmodSync'
  | 'fsyncSync'
  | 'mkdirSync'
  | 'openSync'
  | 'readFileSync'
  | 'readdirSync'
  | 'renameSync'
  | 'rmdirSync'
  | 'statSync'
  | 'unlinkSync'
  | 'writeFileSync'
>;

export const realDisk: Disk = fs;

const LEFTOVER = /^\..+\.(\d+)-[0-9a-f]{8}\.katas-tmp$/;
const RENAME_TRIES = 10;
const RENAME_WAIT_MS = 20;

/** The bytes of a file, undefined when there is none. */
export function readBytes(disk: Disk, path: string): Buffer | undefined {
  try {
    return disk.readFileSync(path) as Buffer;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Puts bytes in a file so that a process killed at any moment leaves the old file or the new one: they are written
 * beside it, flushed, and moved into place in one step.
 */
export function writeWhole(disk: Disk, path: string, bytes: Uint8Array): void {
  const folder = dirname(path);
  disk.mkdirSync(folder, { recursive: true });
  sweep(disk, folder);
  const beside = join(
    folder,
    `.${basename(path)}.${process.pid}-${randomBytes(4).toString('hex')}.katas-tmp`,
  );
  try {
    const file = disk.openSync(beside, 'wx');
    try {
      keepMode(disk, path, file);
      disk.writeFileSync(file, bytes);
      disk.fsyncSync(file);
    } finally {
      disk.closeSync(file);
    }
    rename(disk, beside, path);
  } catch (error) {
    removeFile(disk, beside);
    throw error;
  }
}

/** Adds one line to a file and flushes it. A line torn by a kill is closed first, so that it spoils only itself. */
export function appendLine(disk: Disk, path: string, line: string): void {
  disk.mkdirSync(dirname(path), { recursive: true });
  const before = readBytes(disk, path);
  const torn = before !== undefined && before.length > 0 && before.at(-1) !== 0x0a;
  const file = disk.openSync(path, 'a');
  try {
    disk.writeFileSync(file, `${torn ? '\n' : ''}${line}\n`);
    disk.fsyncSync(file);
  } finally {
    disk.closeSync(file);
  }
}

/** Does nothing when there is no such file. Folders it leaves empty go too, up to `home` if one is given. */
export function removeFile(disk: Disk, path: string, home?: string): void {
  try {
    disk.unlinkSync(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
  if (home !== undefined) removeEmpty(disk, dirname(path), home);
}

function removeEmpty(disk: Disk, folder: string, home: string): void {
  if (folder === home || !folder.startsWith(home) || !disk.existsSync(folder)) return;
  if (disk.readdirSync(folder).length > 0) return;
  disk.rmdirSync(folder);
  removeEmpty(disk, dirname(folder), home);
}

/** A file made executable or private stays so. */
function keepMode(disk: Disk, path: string, file: number): void {
  const old = disk.statSync(path, { throwIfNoEntry: false });
  if (old && process.platform !== 'win32') disk.fchmodSync(file, old.mode & 0o777);
}

/** Windows refuses to replace a file that a scanner or an editor has open for a moment. */
function rename(disk: Disk, from: string, to: string): void {
  for (let left = RENAME_TRIES; ; left--) {
    try {
      disk.renameSync(from, to);
      return;
    } catch (error) {
      const passing = ['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error));
      if (left === 0 || !passing || process.platform !== 'win32') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RENAME_WAIT_MS);
    }
  }
}

/** Removes what killed processes left half-written; those still at work keep theirs. */
function sweep(disk: Disk, folder: string): void {
  for (const name of disk.readdirSync(folder) as string[]) {
    const pid = LEFTOVER.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) removeFile(disk, join(folder, name));
  }
}

/** Whether another process of that number runs. */
export function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

export function codeOf(error: unknown): string {
  return String((error as { code?: unknown } | undefined)?.code ?? '');
}
