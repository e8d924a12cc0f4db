import { lstatSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Files } from './bundle.ts';
import type { KataScript } from './channel.ts';
import { canBeParsed, unlessTooDeep } from './depth.ts';
import { MAX_FILE_BYTES } from './limits.ts';
import { findViolations } from './rules.ts';
import { exportedNames, parseSource, type Source } from './source.ts';
import type { Forbidden, Kata, Problem } from './types.ts';
import { isUntouched } from './untouched.ts';

const MOST_TOLD = 5;

/** One kata's files as a learner left them: read once, parsed, never run here. */
export type Submission = {
  readonly files: Files;
  readonly sources: readonly Source[];
  readonly problems: readonly Problem[];
  readonly untouched: boolean;
};

/** Reads a kata's files below a katas folder; what is wrong with them is told as problems, not thrown. */
export function readSubmission(kata: Kata, katasFolder: string): Submission {
  const files = new Map<string, string>();
  const problems: Problem[] = [];
  for (const file of kata.files) {
    const read = readSource(katasFolder, kata.id, file);
    if (typeof read !== 'string') problems.push(read);
    else if (canBeParsed(read)) files.set(file, read);
    else problems.push({ kind: 'too deep', file });
  }
  const sources = [...files].map(([file, text]) => parseSource(file, text));
  problems.push(...sources.flatMap(({ error }) => error ?? []));
  return { files, sources, problems, untouched: problems.length === 0 && sources.every(isUntouched) };
}

/** What the rules of the kata and the names its test imports say about a submission that parses. */
export function checkSubmission(
  wanted: KataScript['wanted'],
  submission: Submission,
  forbidden: readonly Forbidden[],
): readonly Problem[] {
  if (submission.problems.length > 0) return submission.problems;
  return submission.sources.flatMap((source) => {
    const { file } = source;
    return [
      ...unlessTooDeep(() => findViolations(source, forbidden), [{ kind: 'too deep', file }]),
      ...missingExports(source, wanted[file] ?? []),
    ];
  });
}

/** The wanted names a file lacks, with those nobody asked for; a file with `export *` is refused for that alone. */
function missingExports(source: Source, wanted: readonly string[]): Problem[] {
  const names = exportedNames(source) ?? wanted;
  const others = names.filter((name) => !wanted.includes(name)).slice(0, MOST_TOLD);
  return wanted
    .filter((name) => !names.includes(name))
    .map((name) => ({ kind: 'missing export', file: source.file, name, others }));
}

/** The text of one file of a kata, or why there is none. */
export function readSource(katasFolder: string, id: string, file: string): string | Problem {
  const path = join(katasFolder, id, file);
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat?.isSymbolicLink() || leadsElsewhere(katasFolder, id)) return { kind: 'symbolic link', file };
  if (!stat?.isFile()) return { kind: 'missing file', file };
  if (stat.size > MAX_FILE_BYTES) return { kind: 'too large', file, bytes: stat.size };
  const bytes = readFileSync(path);
  // Some shells of Windows write UTF-16; half of its bytes are 0, which no source text has.
  return bytes.includes(0) ? { kind: 'not utf-8', file } : bytes.toString('utf8');
}

/** A linked folder, like a linked file, could show the grader what is not the learner's, such as the solution. */
function leadsElsewhere(katasFolder: string, id: string): boolean {
  const folders = [dirname(id), id].map((folder) => join(katasFolder, folder));
  return folders.some((folder) => lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink());
}
