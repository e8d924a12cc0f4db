import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { GraderError } from '../errors.ts';
import { type Disk, readBytes, writeWhole } from './disk.ts';

/** Contents by their hash: equal contents are kept once, and a content that changed by itself is noticed. */
export class Store {
  readonly disk: Disk;
  readonly folder: string;

  constructor(disk: Disk, folder: string) {
    this.disk = disk;
    this.folder = folder;
  }

  put(bytes: Uint8Array): string {
    const hash = hashOf(bytes);
    const path = this.path(hash);
    if (!this.disk.existsSync(path)) writeWhole(this.disk, path, bytes);
    return hash;
  }

  get(hash: string): Buffer {
    const bytes = readBytes(this.disk, this.path(hash));
    if (bytes !== undefined && hashOf(bytes) === hash) return bytes;
    const what = bytes === undefined ? 'none' : 'other bytes';
    throw new GraderError(3, {
      en: `keep: expected the kept content ${hash.slice(0, 12)}, received ${what}. Choose another version with npm start -- undo --list.`,
      zh: `keep：找不到保存的内容 ${hash.slice(0, 12)}，或它已被改动。请用 npm start -- undo --list 另选一个版本。`,
    });
  }

  path(hash: string): string {
    return join(this.folder, hash.slice(0, 2), hash.slice(2));
  }
}

export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
