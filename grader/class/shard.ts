import { createHash } from 'node:crypto';
import { usage } from '../errors.ts';

/** The i-th of n parts of a class, counted from 1. */
export type Shard = { readonly index: number; readonly of: number };

export const whole: Shard = { index: 1, of: 1 };
const MOST = 256;

/** Reads `2/4`. Throws with exit code 2. */
export function readShard(given: string, name: string): Shard {
  const [, index = '', of = ''] = /^(\d+)\/(\d+)$/.exec(given) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  if (index !== '' && shard.index >= 1 && shard.index <= shard.of && shard.of <= MOST) return shard;
  throw usage((messages) => messages.badValue(name, '1/4 … 4/4', JSON.stringify(given)));
}

/** Each name belongs to one part, by itself: a student who joins late moves nobody else. */
export function inShard(name: string, { index, of }: Shard): boolean {
  const hash = createHash('sha256').update(name.normalize('NFC')).digest();
  return hash.readUInt32BE(0) % of === index - 1;
}
