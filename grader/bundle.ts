import { SourceMap } from 'node:module';
import { join } from 'node:path';
import { build, type Message, type Plugin } from 'esbuild';
import { base, checkout, commonOptions, doorsOf, here } from './base.ts';
import { candidatesOf } from './candidates.ts';
import { GraderError } from './errors.ts';
import type { Kata, Problem } from './types.ts';

/** Texts of a submission's files by name (`kata.ts`, `property.ts`), read once: scanned and run alike. */
export type Files = ReadonlyMap<string, string>;

/**
 * A script to run, with the map of its last lines to the files they were made of; or why there is none. The first
 * `lines` are the base.
 */
export type Script = { readonly code: string; readonly map: string; readonly lines: number };
export type Bundle = Script | { readonly problems: readonly Problem[] };

/**
 * One script of harness, kit, library, test and submission. The child reads it from its standard input, so it needs
 * no loader and no file at all, and Node's permission model can close everything. Only test and submission are
 * bundled anew; the base is there already.
 */
export async function bundleSubmission(kata: Kata, files: Files): Promise<Bundle> {
  const { name } = await base();
  const entry = `import { candidates } from '#candidates';
${name}.setCandidates(candidates);
${name}.child.gradeKata(() => import(${quote(testOf(kata))}));`;
  return bundle(entry, [submission(kata, files), candidatesOf(kata)]);
}

/** The script that lists the tests of the katas, with no submission in it. */
export async function bundleTests(katas: readonly Kata[]): Promise<string> {
  const { name } = await base();
  const loads = katas.map((kata) => `[${quote(kata.id)}, () => import(${quote(testOf(kata))})]`);
  const entry = `${name}.child.collectKatas([${loads.join(',\n')}]);`;
  const made = await bundle(entry, [absent]);
  if ('code' in made) return made.code;
  throw courseFailure(made.problems.map((problem) => JSON.stringify(problem)).join('; '));
}

async function bundle(entry: string, plugins: Plugin[]): Promise<Bundle> {
  const shared = await base();
  try {
    const made = await build({
      ...commonOptions,
      stdin: { contents: entry, resolveDir: here, sourcefile: 'entry.ts', loader: 'ts' },
      plugins: [...plugins, doorsOf(shared)],
      format: 'esm',
      // A learner's class keeps its name even where the library has one of the same name: katas print names.
      keepNames: true,
      sourcemap: 'external',
      sourcesContent: false,
      outfile: 'script.js',
    });
    const text = (end: string): string => made.outputFiles.find(({ path }) => path.endsWith(end))!.text;
    return { code: `${shared.code}${text('.js')}`, map: text('.map'), lines: shared.lines };
  } catch (error) {
    return { problems: problemsOf(error) };
  }
}

/** The submission's own file and line in a stack of the script, if the error came by there. */
export function placeIn(
  stack: string,
  script: Pick<Script, 'map' | 'lines'>,
): { readonly file: string; readonly line: number } | undefined {
  const map = new SourceMap(JSON.parse(script.map));
  for (const [, line, column] of stack.matchAll(/\[eval1\]:(\d+):(\d+)/g)) {
    const entry = map.findEntry(Number(line) - 1 - script.lines, Number(column) - 1);
    const file = 'originalSource' in entry ? /^kata:.*\/([^/]+)$/.exec(entry.originalSource)?.[1] : undefined;
    if (file !== undefined && 'originalLine' in entry) return { file, line: entry.originalLine + 1 };
  }
  return undefined;
}

/** `#kata/<path>` is the submission; whatever else a submission's file imports is looked up from the checkout. */
function submission(kata: Kata, files: Files): Plugin {
  return {
    name: 'submission',
    setup(plan) {
      plan.onResolve({ filter: /^#kata\// }, ({ path }) => ({
        path: path.slice('#kata/'.length),
        namespace: 'kata',
      }));
      plan.onLoad({ filter: /.*/, namespace: 'kata' }, ({ path }) => {
        const contents = path.startsWith(`${kata.id}/`)
          ? files.get(path.slice(kata.id.length + 1))
          : undefined;
        if (contents === undefined) return { errors: [{ text: `No file ${path} in this kata` }] };
        return { contents, loader: 'ts', resolveDir: checkout };
      });
    },
  };
}

/** In place of every kata: any name can be imported, and calling it says that nothing is started. */
const absent: Plugin = {
  name: 'absent',
  setup(plan) {
    plan.onResolve({ filter: /^#kata\// }, ({ path }) => ({ path, namespace: 'absent' }));
    plan.onLoad({ filter: /.*/, namespace: 'absent' }, () => ({
      contents: `const stub = () => function () { throw new Error('Not started: collected'); };
module.exports = Object.create(new Proxy({}, {
  get: (_, name) => typeof name === 'string' && name !== '__esModule' && name !== 'then' ? stub() : undefined,
}));`,
      loader: 'js',
    }));
  },
};

function problemsOf(error: unknown): readonly Problem[] {
  const messages = (error as { errors?: readonly Message[] }).errors;
  if (messages === undefined) throw error;
  return messages.map(({ text, location }): Problem => {
    if (!location?.file.startsWith('kata:')) throw courseFailure(`${location?.file ?? 'entry'}: ${text}`);
    const file = location.file.replace(/^.*\//, '');
    return { kind: 'load error', file, line: location.line, message: text };
  });
}

function courseFailure(what: string): GraderError {
  return new GraderError(3, {
    en: `course files: expected tests and library that build, received "${what}". Restore them from the repository.`,
    zh: `课程文件无法构建：${what}。请从仓库恢复这些文件。`,
  });
}

function testOf(kata: Kata): string {
  return join(kata.folder, 'kata.test.ts');
}

function quote(path: string): string {
  return JSON.stringify(path);
}
