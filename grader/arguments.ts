import { parseArgs } from 'node:util';
import { GraderError } from './errors.ts';
import type { Messages } from './messages.ts';
import { en } from './messages-en.ts';
import { zhCN } from './messages-zh-cn.ts';
import { nearest } from './nearest.ts';
import type { Language } from './types.ts';

export const commands = ['start', 'grade', 'list', 'hint'] as const;
export type Command = (typeof commands)[number];

export type Asked = {
  readonly command: Command;
  readonly words: readonly string[];
  readonly language: Language;
  readonly json: boolean;
  readonly help: boolean;
  /** 0 when no hint is asked for. */
  readonly hint: number;
  readonly level: number;
  readonly seed?: number;
  readonly path?: string;
  readonly property?: number;
  readonly katas?: string;
  readonly course?: string;
};

const options = {
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  lang: { type: 'string' },
  hint: { type: 'string' },
  level: { type: 'string' },
  seed: { type: 'string' },
  path: { type: 'string' },
  property: { type: 'string' },
  katas: { type: 'string' },
  course: { type: 'string' },
} as const;

type Values = { readonly [name in keyof typeof options]?: string | boolean };

/** Reads the words after `npm start --`. `language` is the locale's; `--lang` overrules it. Throws with exit code 2. */
export function readArguments(
  argv: readonly string[],
  language: Language,
  env: NodeJS.ProcessEnv = {},
): Asked {
  const { values, positionals, tokens } = parseArgs({
    args: [...argv],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  for (const token of tokens) if (token.kind === 'option') checkOption(token.rawName, token.name, values);
  const [first, ...rest] = positionals;
  const katas = text(values, 'katas') ?? env.KATAS_DIR;
  const course = text(values, 'course') ?? env.COURSE_DIR;
  return {
    command: commandOf(first),
    words: rest,
    language: languageOf(text(values, 'lang'), language),
    json: values.json === true,
    help: values.help === true,
    hint: whole(values, 'hint', 1, 3) ?? 0,
    level: whole(values, 'level', 1, 3) ?? 1,
    ...optional('seed', whole(values, 'seed', -(2 ** 31), 2 ** 32)),
    ...optional('path', pathOf(text(values, 'path'))),
    ...optional('property', whole(values, 'property', 1, 99)),
    ...optional('katas', katas),
    ...optional('course', course),
  };
}

function checkOption(raw: string, name: string, values: Values): void {
  if (!(name in options)) {
    const guess = `--${
      nearest(
        name,
        Object.keys(options).filter((each) => each !== 'course'),
      ) ?? 'help'
    }`;
    throw usage((messages) => messages.unknownOption(raw, guess));
  }
  const { type } = options[name as keyof typeof options];
  if (type === 'string' && typeof values[name as keyof typeof options] !== 'string') {
    throw usage((messages) => messages.needsValue(raw));
  }
}

function commandOf(word: string | undefined): Command {
  if (word === undefined) return 'start';
  const command = commands.find((each) => each === word);
  if (command) return command;
  const guess = /\d/.test(word) ? `grade ${word}` : (nearest(word, commands) ?? 'start');
  throw usage((messages) => messages.unknownCommand(word, guess));
}

function languageOf(asked: string | undefined, locale: Language): Language {
  if (asked === undefined) return locale;
  if (/^en\b/i.test(asked)) return 'en';
  if (/^zh\b/i.test(asked)) return 'zh-CN';
  throw usage((messages) => messages.badValue('--lang', 'en / zh-CN', asked));
}

function whole(values: Values, name: keyof typeof options, least: number, most: number): number | undefined {
  const given = text(values, name);
  if (given === undefined) return undefined;
  const value = Number(given);
  if (/^-?\d+$/.test(given) && value >= least && value <= most) return value;
  throw usage((messages) => messages.badValue(`--${name}`, `${least} … ${most}`, JSON.stringify(given)));
}

/** fast-check's path: numbers joined by colons. */
function pathOf(given: string | undefined): string | undefined {
  if (given === undefined || /^\d+(:\d+)*$/.test(given)) return given;
  throw usage((messages) => messages.badValue('--path', '0:1:2', JSON.stringify(given)));
}

function text(values: Values, name: keyof typeof options): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

function optional<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { [key in Name]?: Value } {
  return (value === undefined ? {} : { [name]: value }) as { [key in Name]?: Value };
}

export function usage(sentence: (messages: Messages) => string): GraderError {
  return new GraderError(2, { en: sentence(en), zh: sentence(zhCN) });
}
