import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Asked, readArguments } from './arguments.ts';
import { readCatalogue } from './catalogue.ts';
import { katasIn } from './class/students.ts';
import { problems } from './class/texts.ts';
import type { Context } from './commands/command.ts';
import { commandHelp, helpText } from './commands/help.ts';
import { commands } from './commands/table.ts';
import { GraderError, usage } from './errors.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { messagesOf } from './messages.ts';
import { languageOf } from './node-version.mjs';
import { paperFor } from './report/paper.ts';
import { type ExitCode, type Terminal, wantsColours } from './terminal.ts';
import { type Catalogue, type Language, say } from './types.ts';

const checkout = dirname(dirname(fileURLToPath(import.meta.url)));

/** Runs one command; never throws. */
export async function main(
  argv: readonly string[],
  terminal: Terminal,
  limits: Limits = defaultLimits,
): Promise<ExitCode> {
  let language: Language = languageOf(argv, terminal.env);
  try {
    const asked = readArguments(argv);
    language = asked.shared.lang ?? language;
    if (asked.shared.help) {
      terminal.out(asked.named ? commandHelp(asked.command, language) : helpText(commands, language));
      return 0;
    }
    return await asked.command.run(
      asked.words,
      asked.values,
      contextOf(asked, language, { terminal, limits }),
    );
  } catch (error) {
    return tellError(error, language, terminal);
  }
}

function contextOf(
  { command, shared }: Asked,
  language: Language,
  { terminal, limits }: Pick<Context, 'terminal' | 'limits'>,
): Context {
  const course = resolve(shared.course ?? terminal.env.COURSE_DIR ?? checkout);
  const katas = shared.katas ?? terminal.env.KATAS_DIR;
  let kept: Catalogue | undefined;
  const catalogue = (): Catalogue => {
    kept ??= readCatalogue(course);
    return kept;
  };
  return {
    name: command.name,
    course,
    katasFolder: katas === undefined ? join(course, 'katas') : submissionsFolder(katas, catalogue()),
    catalogue,
    json: shared.json,
    limits,
    paper: paperFor(language, terminal.columns, wantsColours(terminal)),
    terminal,
  };
}

/** Where a student's katas are, found as those of a class are: the same upload gets the same marks everywhere. */
function submissionsFolder(asked: string, { groups }: Catalogue): string {
  const folder = resolve(asked);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw usage((messages) => messages.noFolder('--katas', asked));
  }
  const found = katasIn(
    folder,
    groups.map(({ id }) => id),
  );
  if ('katasFolder' in found) return found.katasFolder;
  if (found.problem !== 'a symbolic link' && found.problem !== 'several submissions') return folder;
  const { en, zh } = problems[found.problem];
  throw new GraderError(2, {
    en: `--katas: expected one folder with katas, received ${asked}: ${en}.`,
    zh: `--katas：应是一个含有练习的文件夹，收到的是 ${asked}：${zh}。`,
  });
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
