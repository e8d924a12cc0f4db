import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Every file below a folder of the repository, as paths with forward slashes; [] when there is no such folder. */
export function filesUnder(folder: string): string[] {
  const entries = existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { withFileTypes: true })
    : [];
  return entries
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      // The benchmark and the mutation report install packages below test/: they are not ours to judge.
      if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesUnder(path);
      return entry.isFile() ? [path] : [];
    })
    .sort();
}

export const read = (path: string): string => readFileSync(join(root, path), 'utf8');

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
