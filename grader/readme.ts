import { courseError } from './errors.ts';
import type { Text } from './types.ts';

/** What the grader reads from one README of a kata, in one language. */
export type KataReadme = {
  readonly title: string;
  readonly stars: number;
  readonly minutes: number;
  readonly cells: readonly string[];
  readonly checks: readonly string[];
  readonly hints: readonly [string, string, string];
};

const words = {
  en: {
    minutes: /^(\d+) minutes? · seed cells (.+)$/,
    example: '10 minutes · seed cells M02 P02 T02',
    checks: 'What the tests check',
    hint: 'Hint',
  },
  zh: {
    minutes: /^(\d+) 分钟 · 原书单元 (.+)$/,
    example: '10 分钟 · 原书单元 M02 P02 T02',
    checks: '测试检查什么',
    hint: '提示',
  },
} as const;

/** Reads a kata's README; `where` names the file in errors. Throws a course error on a missing part. */
export function readKataReadme(source: string, language: keyof Text, where: string): KataReadme {
  const lines = source.replace(/^\uFEFF/, '').split(/\r?\n/);
  const filled = lines.filter((line) => line.trim() !== '');
  const heading = /^# (.+?) (★{1,5})$/.exec(filled[0]?.trim() ?? '');
  if (heading === null) {
    throw courseError(
      where,
      'a first line "# <title> ★"',
      quote(filled[0]),
      'Write the title and 1 to 5 stars',
    );
  }
  const word = words[language];
  const facts = word.minutes.exec(filled[1]?.trim() ?? '');
  if (facts === null) {
    throw courseError(
      where,
      `a second line such as "${word.example}"`,
      quote(filled[1]),
      'Write the minutes and cells',
    );
  }
  return {
    title: heading[1]!,
    stars: heading[2]!.length,
    minutes: Number(facts[1]),
    cells: facts[2]!.trim().split(/\s+/),
    checks: listUnder(lines, word.checks),
    hints: [1, 2, 3].map((level) => hint(source, word.hint, level, where)) as [string, string, string],
  };
}

/** The first heading of a group's README, if there is one. */
export function firstHeading(source: string): string | undefined {
  return /^\uFEFF?# (.+)$/m.exec(source)?.[1]?.trim();
}

function listUnder(lines: readonly string[], heading: string): string[] {
  const start = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, '').trim() === heading);
  if (start < 0) return [];
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => /^#+ /.test(line));
  return (end < 0 ? rest : rest.slice(0, end))
    .filter((line) => /^[-*] /.test(line))
    .map((line) => line.slice(2).trim());
}

function hint(source: string, word: string, level: number, where: string): string {
  const found = new RegExp(
    `<details>\\s*<summary>\\s*${word}\\s*${level}\\s*</summary>([\\s\\S]*?)</details>`,
  ).exec(source);
  const text = found?.[1]?.trim();
  if (!text) {
    throw courseError(where, `a <details> block "${word} ${level}" with text`, 'none', `Write hint ${level}`);
  }
  return text;
}

function quote(line: string | undefined): string {
  return line === undefined ? 'an empty file' : JSON.stringify(line);
}
