import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Message, type Plugin } from 'esbuild';
import { GraderError } from './errors.ts';
import { PROPERTY_DOORS } from './rules.ts';

const here = dirname(fileURLToPath(import.meta.url));
const checkout = dirname(here);

/** What tests and submissions import by name: modules of the course and of npm, the same for every kata. */
const doors = [...PROPERTY_DOORS, '#kit', '#lib/picture'];

let built: Promise<string> | undefined;

/**
 * What every child starts with: harness, kit, library and their packages as one script. The child reads it from its
 * standard input, so it needs no loader and no file at all, and Node's permission model can close everything. It is
 * built once per process and the same for all katas, so that a child can wait with it before anybody saves a file.
 */
export function baseScript(): Promise<string> {
  built ??= bundle(entry(), here, [lateCandidates]);
  return built;
}

/** The library or the harness changed on disk: the script is built anew when next needed. */
export function forgetBase(): void {
  built = undefined;
}

/** Every door's module by its name, handed to the harness. */
function entry(): string {
  const imports = doors.map((name, i) => `import * as door${i} from ${JSON.stringify(name)};`);
  const entries = doors.map((name, i) => `${JSON.stringify(name)}: door${i}`);
  return `import './engine.ts';\n${imports.join('\n')}\nimport { serve } from './child.ts';\nserve({ ${entries.join(', ')} });`;
}

/** The kit's `#candidates` differ from kata to kata: in a child they come with the kata's script. */
const lateCandidates: Plugin = {
  name: 'late candidates',
  setup(plan) {
    plan.onResolve({ filter: /^#candidates$/ }, () => ({ path: join(here, 'link.ts') }));
  },
};

/** Doors stay imports, wherever the importing file stands: a submission's own copy of the library is never asked. */
export const closedDoors: Plugin = {
  name: 'closed doors',
  setup(plan) {
    plan.onResolve({ filter: /^[#a-z]/ }, ({ path }) =>
      doors.includes(path) || path.startsWith('#kata/') ? { path, external: true } : undefined,
    );
  },
};

export const TARGET = 'node20';

/** One script of an entry and what it imports. Throws when the course's own files do not build. */
export async function bundle(contents: string, resolveDir: string, plugins: Plugin[]): Promise<string> {
  const options: BuildOptions = {
    stdin: { contents, resolveDir, sourcefile: 'entry.ts', loader: 'ts' },
    plugins,
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: TARGET,
    // Two dialects have a class of one name, and some print it: none may become Linear2.
    keepNames: true,
    charset: 'utf8',
    logLevel: 'silent',
    absWorkingDir: checkout,
  };
  try {
    return (await build(options)).outputFiles![0]!.text;
  } catch (error) {
    throw courseFailure(error);
  }
}

/** What esbuild has to say about a file. */
export function complaintsOf(error: unknown): readonly Message[] {
  return (error as { errors?: readonly Message[] }).errors ?? [];
}

function courseFailure(error: unknown): GraderError {
  const told = complaintsOf(error).map(({ text, location }) => `${location?.file ?? 'entry'}: ${text}`);
  const what = told[0] ?? String(error);
  return new GraderError(3, {
    en: `course files: expected tests and library that build, received "${what}". Restore them from the repository.`,
    zh: `课程文件无法构建：${what}。请从仓库恢复这些文件。`,
  });
}
