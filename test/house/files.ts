import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readStubs } from '../../grader/keep/index.ts';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** What a learner writes may be anything by now: the house is judged by the stubs as they were handed out. */
const LEARNERS = /^katas\/([^/]+\/[^/]+\/(?:kata|property)\.ts)$/;
const stubs = readStubs(root);

/**
 * Every file below a folder of the repository, as paths with forward slashes; [] when there is no such folder. Below
 * katas/ it is what the repository ships.
 */
export function filesUnder(folder: string): string[] {
  const found = filesIn(folder).filter((path) => !LEARNERS.test(path));
  const shipped = Object.keys(stubs).map((path) => `katas/${path}`);
  return [...found, ...shipped.filter((path) => path.startsWith(`${folder}/`))].sort();
}

function filesIn(folder: string): string[] {
  const entries = existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { withFileTypes: true })
    : [];
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    // The benchmark and the mutation report install packages below test/: they are not ours to judge.
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesIn(path);
    return entry.isFile() ? [path] : [];
  });
}

/** The text of a file; of a learner's file the stub. */
export function read(path: string): string {
  const stub = stubs[LEARNERS.exec(path)?.[1] ?? ''];
  return stub ?? readFileSync(join(root, path), 'utf8');
}

/** What a file imports, relative specifiers resolved to repository paths. */
export function importsOf(path: string): string[] {
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s[^;]*?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)|(?:^|\n)import\s+'([^']+)'/g;
  return [...read(path).matchAll(pattern)].map(([, from, dynamic, bare]) => {
    const specifier = (from ?? dynamic ?? bare)!;
    return specifier.startsWith('.')
      ? posix.normalize(posix.join(posix.dirname(path), specifier))
      : specifier;
  });
}

/** Throws a list of offences as one readable message; silent when there are none. */
export function report(rule: string, offences: readonly string[]): void {
  if (offences.length > 0)
    throw new Error(`${rule}\n${offences.map((offence) => `  ${offence}`).join('\n')}`);
}
