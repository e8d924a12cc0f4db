import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Asked, readArguments, usage } from './arguments.ts';
import { allKatas, readCatalogue } from './catalogue.ts';
import { GraderError } from './errors.ts';
import { exitCodeOf, grade, reportOf } from './grade.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { messagesOf } from './messages.ts';
import { languageOf } from './node-version.mjs';
import { endAll } from './process.ts';
import { kataScreen } from './report/failure.ts';
import { jsonReport } from './report/json.ts';
import { type Paper, paperFor } from './report/paper.ts';
import { hintText, listing, scorecard } from './report/text.ts';
import { selectKatas } from './select.ts';
import { readSubmission } from './submission.ts';
import { type Catalogue, type Language, say } from './types.ts';

/** What the command line may touch of the outside. */
export type Terminal = {
  readonly env: NodeJS.ProcessEnv;
  readonly columns: number;
  readonly isTerminal: boolean;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
};

export type ExitCode = 0 | 1 | 2 | 3;

const checkout = dirname(dirname(fileURLToPath(import.meta.url)));
const PLAIN_COLUMNS = 80;

/** Runs one command; never throws. 0 all passed, 1 not yet, 2 asked wrongly, 3 the grader itself failed. */
export async function main(
  argv: readonly string[],
  terminal: Terminal,
  limits: Limits = defaultLimits,
): Promise<ExitCode> {
  let language: Language = languageOf(argv, terminal.env);
  try {
    const asked = readArguments(argv, language, terminal.env);
    language = asked.language;
    return await run(asked, terminal, limits);
  } catch (error) {
    return tellError(error, language, terminal);
  }
}

async function run(asked: Asked, terminal: Terminal, limits: Limits): Promise<ExitCode> {
  const paper = paperFor(asked.language, terminal.columns, wantsColours(terminal));
  if (asked.help) {
    terminal.out(`${paper.messages.help}\n`);
    return 0;
  }
  const course = resolve(asked.course ?? checkout);
  const catalogue = readCatalogue(course);
  const katasFolder = asked.katas === undefined ? join(course, 'katas') : submissionsFolder(asked.katas);
  if (asked.command === 'hint') return tellHint(asked, catalogue, paper, terminal);
  if (asked.command === 'list') return tellList(catalogue, katasFolder, paper, terminal);
  return tellGrades(asked, catalogue, { katasFolder, limits, paper, terminal });
}

type Means = {
  readonly katasFolder: string;
  readonly limits: Limits;
  readonly paper: Paper;
  readonly terminal: Terminal;
};

async function tellGrades(asked: Asked, catalogue: Catalogue, means: Means): Promise<ExitCode> {
  const { katasFolder, limits, paper, terminal } = means;
  const katas = selectKatas(catalogue, asked.words);
  const { seed, path, property } = asked;
  if ((path !== undefined || property !== undefined) && katas.length !== 1) {
    const option = path === undefined ? '--property' : '--path';
    throw usage((messages) => messages.oneKata(option, katas.length));
  }
  if (path !== undefined && property === undefined) {
    throw usage((messages) => messages.badValue('--path', '--property N --path P', `--path ${path}`));
  }
  const replay = { ...(seed === undefined ? {} : { seed }), ...(path === undefined ? {} : { path }) };
  const only = property === undefined ? {} : { property };
  const graded = await grade(katas, { katasFolder, limits, replay, ...only });
  const report = reportOf(catalogue, graded);
  const single = asked.words.length > 0 && graded.length === 1 ? graded[0] : undefined;
  const text = single ? kataScreen(single, paper, asked.hint) : scorecard(report, paper);
  terminal.out(asked.json ? jsonReport(report) : text);
  return exitCodeOf(report);
}

function tellHint(asked: Asked, catalogue: Catalogue, paper: Paper, terminal: Terminal): ExitCode {
  const katas = selectKatas(catalogue, asked.words);
  const [kata] = katas;
  if (asked.words.length === 0 || katas.length !== 1 || kata === undefined) {
    throw usage((messages) => messages.oneKata('hint', asked.words.length === 0 ? 0 : katas.length));
  }
  terminal.out(hintText(kata, asked.level, paper));
  return 0;
}

function tellList(catalogue: Catalogue, katasFolder: string, paper: Paper, terminal: Terminal): ExitCode {
  const katas = allKatas(catalogue);
  const untouched = new Set(
    katas.filter((kata) => readSubmission(kata, katasFolder).untouched).map((kata) => kata.id),
  );
  terminal.out(listing(catalogue, untouched, paper));
  return 0;
}

/** A katas folder, or a checkout that has one. */
function submissionsFolder(asked: string): string {
  const folder = resolve(asked);
  if (!existsSync(folder)) throw usage((messages) => messages.noFolder('--katas', asked));
  const inside = join(folder, 'katas');
  return existsSync(inside) ? inside : folder;
}

/** A terminal gets colours unless it asks for none (https://no-color.org); a file or pipe only with FORCE_COLOR. */
export function wantsColours({ env, isTerminal }: Pick<Terminal, 'env' | 'isTerminal'>): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return isTerminal && env.TERM !== 'dumb';
}

function tellError(error: unknown, language: Language, terminal: Terminal): ExitCode {
  if (error instanceof GraderError) {
    terminal.err(`${say(error.text, language)}\n`);
    return error.exitCode;
  }
  const what = error instanceof Error ? error.message : String(error);
  terminal.err(`${messagesOf(language).crashed(what)}\n`);
  if (terminal.env.DEBUG && error instanceof Error) terminal.err(`${error.stack}\n`);
  return 3;
}

/** The real terminal. A person who stops the grader stops its children too. */
export function terminal(host: NodeJS.Process): Terminal {
  for (const [signal, code] of [['SIGINT', 130] as const, ['SIGTERM', 143] as const]) {
    host.once(signal, () => {
      endAll();
      host.exit(code);
    });
  }
  return {
    env: host.env,
    columns: host.stdout.columns ?? PLAIN_COLUMNS,
    isTerminal: host.stdout.isTTY === true,
    out: (text) => void host.stdout.write(text),
    err: (text) => void host.stderr.write(text),
  };
}
