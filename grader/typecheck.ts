import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import type { Files } from './bundle.ts';
import { isAlive } from './keep/disk.ts';
import { isNode, type Node, parseSource } from './source.ts';
import type { Problem } from './types.ts';

const checkout = dirname(dirname(fileURLToPath(import.meta.url)));
const MOST_MS = 20_000;
const MOST_BYTES = 1_000_000;
/** One mistake often brings a tail of others. */
const MOST_TOLD = 3;
/** The compiler's number for an enum, a namespace or `constructor(private x)`, which Node does not run. */
const NOT_ERASABLE = '1294';

export type TypeErrors = ReadonlyMap<string, readonly Problem[]>;

/**
 * The type errors in the texts of submissions, by kata id. The compiler reads them against this checkout's library and
 * settings, and runs nothing of them. All katas share one run (0.4 s for one or for thirty), but those that could change
 * the types of others; if one of them keeps the compiler busy for ever, each has its own.
 */
export async function checkTypes(submissions: ReadonlyMap<string, Files>): Promise<TypeErrors> {
  const all = [...submissions];
  const together = all.filter(([, files]) => !reachesOut(files));
  if (together.length < all.length && all.length > 1) {
    const rest = all.filter((one) => !together.includes(one));
    return new Map([...(await checkTypes(new Map(together))), ...(await oneByOne(rest))]);
  }
  if (all.length === 0) return new Map();
  const found = await compile(submissions);
  if (found !== undefined) return found;
  return all.length === 1 ? new Map([[all[0]![0], [endless]]]) : oneByOne(all);
}

async function oneByOne(submissions: readonly (readonly [string, Files])[]): Promise<TypeErrors> {
  const found = new Map<string, readonly Problem[]>();
  for (const one of submissions) {
    for (const [id, errors] of await checkTypes(new Map([one]))) found.set(id, errors);
  }
  return found;
}

/** `declare global`, `declare module '#lib'`, `/// <reference`: what one file says so holds in every file of its run. */
function reachesOut(files: Files): boolean {
  return [...files].some(([file, text]) => {
    return /\/\/\/\s*</.test(text) || parseSource(file, text).body.some(declaresOutside);
  });
}

function declaresOutside({ type, kind, id }: Node): boolean {
  return type === 'TSModuleDeclaration' && (kind === 'global' || (isNode(id) && id.type === 'Literal'));
}

const endless: Problem = { kind: 'type error', file: 'kata.ts', message: 'types without an end' };

/** One run of the compiler; undefined when it did not end. */
async function compile(submissions: ReadonlyMap<string, Files>): Promise<TypeErrors | undefined> {
  const home = join(checkout, '.katas');
  const folder = join(home, `types-${process.pid}-${randomBytes(4).toString('hex')}`);
  try {
    sweep(home);
    const files = writeTexts(folder, submissions);
    const settings = { extends: join(checkout, 'tsconfig.json'), include: [], files };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings));
    const told = await runCompiler(folder);
    return told === undefined ? undefined : errorsIn(told, submissions);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What graders left behind that were ended while the compiler ran. */
function sweep(home: string): void {
  for (const name of existsSync(home) ? readdirSync(home) : []) {
    const pid = Number(/^types-(\d+)-/.exec(name)?.[1] ?? process.pid);
    if (pid !== process.pid && !isAlive(pid)) rmSync(join(home, name), { recursive: true, force: true });
  }
}

/** The files stand inside the checkout, where `#lib` and the packages are found as for the learner's own. */
function writeTexts(folder: string, submissions: ReadonlyMap<string, Files>): string[] {
  return [...submissions].flatMap(([id, files]) =>
    [...files].map(([file, text]) => {
      mkdirSync(join(folder, id), { recursive: true });
      writeFileSync(join(folder, id, file), text);
      return `${id}/${file}`;
    }),
  );
}

async function runCompiler(folder: string): Promise<string | undefined> {
  const compiler = await compilerPath();
  const options = {
    cwd: folder,
    timeout: MOST_MS,
    maxBuffer: MOST_BYTES,
    killSignal: 'SIGKILL',
    encoding: 'utf8',
  } as const;
  return new Promise((resolve, reject) => {
    execFile(compiler, ['-p', '.', '--pretty', 'false', '--singleThreaded'], options, (error, stdout) => {
      if (error?.killed && error.code === undefined) resolve(undefined);
      else if (error && stdout === '') reject(error);
      else resolve(stdout);
    });
  });
}

let found: Promise<string> | undefined;

/** The compiler itself: its wrapper would start a second Node and outlive a kill. */
function compilerPath(): Promise<string> {
  found ??= locate();
  return found;
}

async function locate(): Promise<string> {
  const home = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));
  const module: { default: () => string } = await import(
    pathToFileURL(join(home, 'lib', 'getExePath.js')).href
  );
  return module.default();
}

function errorsIn(told: string, submissions: ReadonlyMap<string, Files>): TypeErrors {
  const errors = new Map<string, Problem[]>([...submissions.keys()].map((id) => [id, []]));
  for (const line of told.split(/\r?\n/)) {
    const [, id, file, at, code, said] = /^(.+)\/([^/]+)\((\d+),\d+\): error TS(\d+): (.*)$/.exec(line) ?? [];
    const mine = id === undefined ? undefined : errors.get(id);
    if (mine === undefined || mine.length === MOST_TOLD) continue;
    const kind = code === NOT_ERASABLE ? 'syntax refused' : 'type error';
    const problem: Problem = { kind, file: file!, line: Number(at), message: plain(said!) };
    // A line may have the same error in several columns.
    if (!mine.some((other) => isDeepStrictEqual(other, problem))) mine.push(problem);
  }
  return errors;
}

/** Without the folders of this machine, and without the full stop, which the sentence around it has. */
function plain(message: string): string {
  return message.replace(/import\("[^"]*"\)\./g, '').replace(/\.$/, '');
}
