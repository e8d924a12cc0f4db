/** `npm run stubs`: writes down the stubs as they stand below katas/. For authors, before a kata ships. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allKatas, readCatalogue } from '../catalogue.ts';
import { courseError } from '../errors.ts';
import { readSubmission } from '../submission.ts';
import type { Kata } from '../types.ts';
import { realDisk, writeWhole } from './disk.ts';
import { STUBS_FILE, type Stubs, stubsText } from './stubs.ts';

/** The stubs of a course's katas. Throws when one is started: it is no stub any more. */
export function stubsOf(course: string): Stubs {
  const katas = allKatas(readCatalogue(course));
  return Object.fromEntries(katas.flatMap((kata) => stubsIn(kata, join(course, 'katas'))));
}

function stubsIn(kata: Kata, katasFolder: string): [string, string][] {
  if (!readSubmission(kata, katasFolder).untouched) {
    throw courseError(`katas/${kata.id}`, 'a stub', 'a file that is started', 'Put the stub back first');
  }
  return kata.files.map((file) => [
    `${kata.id}/${file}`,
    readFileSync(join(katasFolder, kata.id, file), 'utf8'),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const course = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
  writeWhole(realDisk, join(course, STUBS_FILE), Buffer.from(stubsText(stubsOf(course))));
}
