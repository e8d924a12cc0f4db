import { createColors } from 'picocolors';
import stringWidth from 'string-width';
import { type Messages, messagesOf } from '../messages.ts';
import type { Language, Text } from '../types.ts';

/** What a report is written on: language, width and colours. Equal data on equal paper gives equal text. */
export type Paper = {
  readonly language: Language;
  readonly columns: number;
  readonly messages: Messages;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly bold: (text: string) => string;
};

const NARROWEST = 40;
const WIDEST = 100;

export function paperFor(language: Language, columns: number, colours: boolean): Paper {
  const { green, red, dim, bold } = createColors(colours);
  return {
    language,
    columns: Math.max(NARROWEST, Math.min(WIDEST, columns)),
    messages: messagesOf(language),
    good: green,
    bad: red,
    dim,
    bold,
  };
}

/** Terminal cells a text takes: a Chinese character takes two, a colour code none. */
export function width(text: string): number {
  return stringWidth(text);
}

export function padEnd(text: string, cells: number): string {
  return text + ' '.repeat(Math.max(0, cells - width(text)));
}

export function padStart(text: string, cells: number): string {
  return ' '.repeat(Math.max(0, cells - width(text))) + text;
}

/** Cuts a text to a number of terminal cells, ending in … when something is missing. */
export function cut(text: string, cells: number): string {
  if (width(text) <= cells) return text;
  let kept = '';
  for (const letter of text) {
    if (width(kept + letter) > cells - 1) break;
    kept += letter;
  }
  return `${kept}…`;
}

/** Two texts at the ends of one line. */
export function ends(left: string, right: string, columns: number): string {
  return `${left}${' '.repeat(Math.max(2, columns - width(left) - width(right)))}${right}`;
}

/** Control and direction characters, halves of a pair, and what XML cannot hold. */
const UNSAFE = /(?!\n)[\p{Cc}\p{Surrogate}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu;

/** A submission's text for the terminal: control and direction characters become visible escapes. */
export function clean(text: string): string {
  return text
    .replace(/\r\n/g, '\n')
    .replace(/\t/g, '  ')
    .replace(UNSAFE, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The same for one line: a line break becomes visible too. */
export function cleanLine(text: string): string {
  return clean(text).replaceAll('\n', '\\n');
}

export function read(text: Text, paper: Paper): string {
  return clean(paper.language === 'zh-CN' ? text.zh : text.en);
}
