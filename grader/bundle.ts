import { readFileSync, statSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { bundle, closedDoors, complaintsOf, forgetBase, TARGET } from './base.ts';
import { candidatesOf } from './candidates.ts';
import type { Compiled, KataScript } from './channel.ts';
import { importedNames, parseSource } from './source.ts';
import type { Kata, Place, Problem } from './types.ts';

/** Texts of a submission's files by name (`kata.ts`, `property.ts`), read once: scanned and run alike. */
export type Files = ReadonlyMap<string, string>;

/** A submission's files to run, with the maps from their lines to the learner's; or why there are none. */
export type Compilation =
  | { readonly files: readonly Compiled[]; readonly maps: ReadonlyMap<string, string> }
  | { readonly problems: readonly Problem[] };

const kataScripts = new Map<string, { readonly stamp: string; readonly script: Promise<KataScript> }>();

/**
 * A kata's test, and what a boss's property is measured on, as one script that asks for the rest by its doors. Made
 * once, and anew when the test file changes.
 */
export function kataScript(kata: Kata): Promise<KataScript> {
  const { mtimeMs, size } = statSync(join(kata.folder, 'kata.test.ts'));
  const stamp = `${mtimeMs} ${size}`;
  const known = kataScripts.get(kata.folder);
  if (known?.stamp === stamp) return known.script;
  const script = makeKataScript(kata);
  kataScripts.set(kata.folder, { stamp, script });
  return script;
}

/** What draws a kata's picture, as a script. Made anew each time: a report asks once. */
export async function drawingScript(kata: Kata): Promise<KataScript> {
  const entry = `export { picture } from ${JSON.stringify(join(kata.folder, 'picture.ts'))};`;
  return { id: kata.id, code: await bundle(entry, kata.folder, [closedDoors]), wanted: {} };
}

/** Tests or library changed on disk: scripts are made anew when next needed. */
export function forgetScripts(): void {
  forgetBase();
  kataScripts.clear();
}

async function makeKataScript(kata: Kata): Promise<KataScript> {
  const path = join(kata.folder, 'kata.test.ts');
  const entry = `export { candidates } from '#candidates';\nimport ${JSON.stringify(path)};`;
  const code = await bundle(entry, kata.folder, [candidatesOf(kata), closedDoors]);
  const test = parseSource('kata.test.ts', readFileSync(path, 'utf8'));
  const wanted = kata.files.map((file) => [file, importedNames(test, `#kata/${kata.id}/${file}`)] as const);
  return { id: kata.id, code, wanted: Object.fromEntries(wanted) };
}

/** Takes the types off a submission's files. What does not parse is told as a problem. */
export async function compile(files: Files): Promise<Compilation> {
  const made = await Promise.all([...files].map(([file, text]) => compileFile(file, text)));
  const problems = made.flatMap((each) => ('problem' in each ? each.problem : []));
  if (problems.length > 0) return { problems };
  const compiled = made.filter((each) => 'code' in each);
  return {
    files: compiled.map(({ file, code }) => ({ file, code })),
    maps: new Map(compiled.map(({ file, map }) => [file, map])),
  };
}

async function compileFile(
  file: string,
  text: string,
): Promise<(Compiled & { readonly map: string }) | { readonly problem: Problem }> {
  const options = { loader: 'ts', target: TARGET, charset: 'utf8', sourcemap: 'external' } as const;
  try {
    const { code, map } = await transform(text, { ...options, sourcefile: file, logLevel: 'silent' });
    return { file, code, map };
  } catch (error) {
    const [first] = complaintsOf(error);
    const place = first?.location ? { file, line: first.location.line } : { file };
    return { problem: { kind: 'load error', ...place, message: first?.text ?? String(error) } };
  }
}

/** The submission's own file and line in a stack of the child, if the error came by there. */
export function placeIn(stack: string, maps: ReadonlyMap<string, string>): Place | undefined {
  for (const [, file, line, column] of stack.matchAll(/\bkata:([\w.]+):(\d+):(\d+)/g)) {
    const map = maps.get(file!);
    if (map === undefined) continue;
    const entry = new SourceMap(JSON.parse(map)).findEntry(Number(line) - 1, Number(column) - 1);
    if ('originalLine' in entry) return { file: file!, line: entry.originalLine + 1 };
  }
  return undefined;
}
