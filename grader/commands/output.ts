import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { GraderError, usage } from '../errors.ts';
import { annotations, withoutCommands } from '../report/actions.ts';
import { type Context as FormatContext, type FormatName, formats } from '../report/formats.ts';
import type { Terminal } from '../terminal.ts';
import type { Report } from '../types.ts';
import type { Context } from './command.ts';
import { type Option, text } from './option.ts';

type Name = FormatName | 'actions';

const names = [...(Object.keys(formats) as FormatName[]), 'actions'] as const;

const format: Option<readonly Name[]> = {
  type: 'string',
  placeholder: 'NAME,...',
  help: { en: names.join(', '), zh: names.join(', ') },
  fallback: [],
  read: (given, option) => given.split(',').map((word) => nameOf(word.trim(), option)),
};

export const outputOptions = {
  format,
  output: text('FILE', {
    en: 'where --format goes; a folder for several',
    zh: '--format 写到哪里；多种格式时写文件夹',
  }),
};

function nameOf(word: string, option: string): Name {
  const found = names.find((name) => name === word);
  if (found) return found;
  const expected = names.join(', ');
  throw usage((messages) => messages.badValue(option, expected, JSON.stringify(word)));
}

export type Asked = { readonly format: readonly Name[]; readonly output: string | undefined };

/** Refuses what cannot be told at all, before anything is judged. */
export function checkOutput({ format, output }: Asked): void {
  const files = format.filter((name) => name !== 'actions');
  if (output !== undefined && files.length === 0) {
    throw usage((messages) => messages.badValue('--output', '--format NAME --output FILE', '--output alone'));
  }
  if (output === undefined && files.length > 0 && format.length > 1) {
    const given = `--format ${format.join(',')} alone`;
    throw usage((messages) => messages.badValue('--format', '--format NAME,NAME --output FOLDER', given));
  }
}

/** Tells a report: the text for a person unless a format takes its place, and every format where it is asked for. */
export function tellReport(
  report: Report,
  { person, seconds }: { readonly person: string; readonly seconds: number },
  { format, output }: Asked,
  { paper, terminal }: Pick<Context, 'paper' | 'terminal'>,
): void {
  const { env } = terminal;
  const context: FormatContext = { paper, at: now(env), seconds, env };
  const files = format.filter((name) => name !== 'actions');
  if (output === undefined && files.length > 0) {
    terminal.out(formats[files[0]!].write(report, context));
    return;
  }
  for (const name of files) {
    const path = files.length === 1 ? output! : join(output!, formats[name].file);
    writeOutput(path, formats[name].write(report, context));
  }
  terminal.out(forLog(person, terminal));
  if (!format.includes('actions')) return;
  terminal.out(annotations(report, paper));
  const summary = env.GITHUB_STEP_SUMMARY;
  if (summary) appendFileSync(summary, formats.markdown.write(report, context));
}

/** In a log that is read for commands, nothing a submission printed is obeyed. */
export function forLog(text: string, { env }: Terminal): string {
  return env.GITHUB_ACTIONS === 'true' ? withoutCommands(text) : text;
}

/** The time, unless https://reproducible-builds.org/docs/source-date-epoch/ sets it. */
export function now(env: NodeJS.ProcessEnv): Date {
  const fixed = env.SOURCE_DATE_EPOCH;
  return fixed !== undefined && /^\d{1,11}$/.test(fixed) ? new Date(1000 * Number(fixed)) : new Date();
}

function writeOutput(path: string, text: string): void {
  try {
    mkdirSync(dirname(resolve(path)), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new GraderError(2, {
      en: `--output: expected a file that can be written, received ${path} (${code}). Choose another place.`,
      zh: `--output：${path} 无法写入（${code}）。请换一个位置。`,
    });
  }
}
