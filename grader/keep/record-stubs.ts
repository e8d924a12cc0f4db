/**
 * `npm run stubs`: writes down the stubs as they stand below katas/. For authors, before a kata ships. With `--check` it
 * writes nothing and says where katas/ is not what is shipped: a question for a fresh clone, since a learner's differs.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allKatas, readCatalogue } from '../catalogue.ts';
import { courseError, GraderError } from '../errors.ts';
import { readSubmission } from '../submission.ts';
import type { Kata } from '../types.ts';
import { realDisk, writeWhole } from './disk.ts';
import { readStubs, STUBS_FILE, type Stubs, stubsText } from './stubs.ts';

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

const PAGE = /^(\d\d-[^/]+\/)?README(\.zh-CN)?\.md$/;
const PART =
  /^\d\d-[^/]+\/\d\d-[^/]+\/(README(\.zh-CN)?\.md|kata(\.test)?\.ts|property\.ts|picture(\.ts|(\.zh-CN)?\.svg))$/;

/** One sentence for each file below katas/ that is not as shipped; [] on a fresh clone. */
export function unshipped(course: string): string[] {
  const stubs = stubsOf(course);
  const recorded = readStubs(course);
  const paths = [...new Set([...Object.keys(stubs), ...Object.keys(recorded)])];
  const stale = paths.filter((path) => stubs[path] !== recorded[path]);
  const home = join(course, 'katas');
  const strays = readdirSync(home, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(home, path)).isFile())
    .map((path) => path.split(sep).join('/'))
    .filter((path) => !PAGE.test(path) && !PART.test(path));
  return [
    ...stale.map(
      (path) => `katas/${path}: expected the stub on record, received another. Run npm run stubs.`,
    ),
    ...strays.map((path) => `katas/${path}: expected the parts of a kata only, received this. Move it away.`),
  ];
}

/** Records or checks a course's stubs; gives what is wrong, one sentence each. */
function run(course: string, check: boolean): readonly string[] {
  try {
    if (check) return unshipped(course);
    writeWhole(realDisk, join(course, STUBS_FILE), Buffer.from(stubsText(stubsOf(course))));
    return [];
  } catch (error) {
    if (error instanceof GraderError) return [error.message];
    throw error;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const course = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
  const faults = run(course, process.argv.includes('--check'));
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
