import { GraderError, usage } from '../errors.ts';
import { type Keep, openKeep } from '../keep/index.ts';
import type { Limits } from '../limits.ts';
import { type Paper, read } from '../report/paper.ts';
import { selectKatas } from '../select.ts';
import type { ExitCode, Terminal } from '../terminal.ts';
import { type Catalogue, type Kata, say, shortName, type Text } from '../types.ts';
import type { Options, Values } from './option.ts';

/** What a command works with, besides its own words and options. */
export type Context = {
  /** Name of the command, the `where` of its errors. */
  readonly name: string;
  /** The checkout whose tests and library judge. */
  readonly course: string;
  /** The katas judged: the course's own, or another folder's. */
  readonly katasFolder: string;
  /** Read when first asked for. Throws a course error. */
  readonly catalogue: () => Catalogue;
  readonly json: boolean;
  readonly limits: Limits;
  readonly paper: Paper;
  readonly terminal: Terminal;
};

/** One command. A new one is a file in this folder and a line in table.ts. */
export type Command = {
  readonly name: string;
  /** What follows the name in the help, such as `[kata...]`. */
  readonly usage: Text;
  /** One line for the help. */
  readonly summary: Text;
  /** How many words may follow the name. */
  readonly most: number;
  readonly options: Options;
  readonly run: (
    words: readonly string[],
    values: Values<Options>,
    context: Context,
  ) => ExitCode | Promise<ExitCode>;
};

type Draft<Own extends Options> = Omit<Command, 'options' | 'run'> & {
  readonly options: Own;
  readonly run: (
    words: readonly string[],
    values: Values<Own>,
    context: Context,
  ) => ExitCode | Promise<ExitCode>;
};

/** Ties the values `run` gets to the options the command declares; the reader of the command line fills them so. */
export function command<Own extends Options>(draft: Draft<Own>): Command {
  return {
    ...draft,
    run: (words, values, context) => draft.run(words, values as Values<Own>, context),
  };
}

/** A text of this command in the asked language. */
export function tell({ paper }: Context, en: string, zh: string): string {
  return say({ en, zh }, paper.language);
}

/** Says one answer: the text for a person, or the data with `--json`. */
export function answer({ json, terminal }: Context, text: string, data: object): void {
  terminal.out(json ? `${JSON.stringify(data, null, 2)}\n` : text);
}

/** The keep of the katas this command is about. */
export function keepOf({ course, katasFolder }: Context): Keep {
  return openKeep(course, katasFolder);
}

/** A kata as sentences name it: `01-access/02 Open a layer`. */
export function nameOf({ paper }: Context, { id, title }: Kata): string {
  return `${shortName(id)} ${read(title, paper)}`;
}

/** A refusal of this command in both languages, exit code 2. */
export function refuse(en: string, zh: string): GraderError {
  return new GraderError(2, { en, zh });
}

/** The katas meant by a command's words; none means all. */
export function katasOf({ catalogue, name }: Context, words: readonly string[]): readonly Kata[] {
  return selectKatas(catalogue(), words, name);
}

/** The one kata a command is about. Throws when the words mean none or several. */
export function oneKata(context: Context, words: readonly string[]): Kata {
  const katas = words.length === 0 ? [] : katasOf(context, words);
  if (katas.length === 1) return katas[0]!;
  throw usage((messages) => messages.oneKata(context.name, katas.length));
}
