import { createHash } from 'node:crypto';
import { hashOfJudge, hashOfTrees } from '../cache.ts';
import type { Limits } from '../limits.ts';
import { readSource } from '../submission.ts';
import type { Kata } from '../types.ts';

/** A name for these tests, this library, this grader and these limits: verdicts of one are not those of another. */
export function courseHash(course: string, limits: Limits): string {
  const words = [hashOfJudge([]), JSON.stringify(limits)];
  return hashOfTrees(words, course, ['katas', 'solutions', 'test/right', 'test/wrong']);
}

/** A name for what a student handed in of one kata: equal files, equal name. */
export function kataHash(kata: Kata, katasFolder: string): string {
  const files = kata.files.map((file) => [file, readSource(katasFolder, kata.id, file)]);
  return createHash('sha256')
    .update(JSON.stringify([kata.id, files]))
    .digest('hex');
}

/** A name for everything a student handed in of these katas. */
export function contentHash(hashes: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(hashes)).digest('hex');
}
