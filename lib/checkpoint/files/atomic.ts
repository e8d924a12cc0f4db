import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Bytes read or written in one call: some systems refuse more than 2 GiB at once. */
export const PIECE_BYTES = 1 << 26;
/** Windows holds a file back while a virus scanner looks at it. */
const PATIENCE_MS = [10, 50, 250, 1000];

/**
 * Writes a file whole or not at all: into a draft beside it, flushed to the disk, then renamed over it. Whatever
 * fails on the way, the old file stands and the draft is gone.
 */
export async function writeAtomically(
  path: string,
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<void> {
  const draft = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.draft`);
  const handle = await open(draft, 'wx');
  try {
    try {
      for await (const piece of pieces) await writeAll(handle, piece);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await renamePatiently(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function writeAll(handle: FileHandle, piece: Uint8Array): Promise<void> {
  for (let at = 0; at < piece.length; ) {
    const { bytesWritten } = await handle.write(piece, at, Math.min(PIECE_BYTES, piece.length - at));
    at += bytesWritten;
  }
}

async function renamePatiently(from: string, to: string): Promise<void> {
  for (const pause of process.platform === 'win32' ? PATIENCE_MS : []) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (!/^(EPERM|EACCES|EBUSY)$/.test((error as NodeJS.ErrnoException).code ?? '')) throw error;
      await wait(pause);
    }
  }
  await rename(from, to);
}
