import { width } from './paper.ts';

/** A colour code, blanks, one character between which lines may break, or any other one. */
const PIECE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes begin with one.
  /(\u001b\[\d+m)|(\s+)|([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef])|./gu;
/** Marks that stay with what is before them, and marks that stay with what comes after. */
const NOT_FIRST = /^[，。、；：？！）》」』】％”’…,.;:?!)\]}%]/u;
const NOT_LAST = /[（《「『【“‘([{]$/u;

/** What is never torn: its text, the same without colour codes, and the blanks before it. */
type Word = { readonly blanks: string; readonly text: string; readonly bare: string };

/**
 * Breaks a line so that no part is wider than `columns`: at blanks, between Chinese characters, and inside a word only
 * if it is wider than a whole part. No part begins with a closing mark or ends with an opening one. Parts after the first
 * begin `hang` cells further in. Each part closes the colours that are on, and the next opens them again.
 */
export function wrap(line: string, columns: number, hang = 0): string[] {
  const parts: string[] = [];
  let part = '';
  for (const { blanks, text } of wordsOf(line).flatMap((word) => torn(word, columns - hang))) {
    const longer = part + blanks + text;
    const room = parts.length === 0 ? columns : columns - hang;
    if (width(longer) <= room) part = longer;
    else if (width(part) === 0) part += text;
    else {
      parts.push(part);
      part = text;
    }
  }
  return coloured([...parts, part]).map((each, i) => (i === 0 ? each : ' '.repeat(hang) + each));
}

function wordsOf(line: string): Word[] {
  const words: Word[] = [];
  let word: Word = { blanks: '', text: '', bare: '' };
  let [wasWide, blanks] = [false, ''];
  for (const [piece, code, space, wide] of line.matchAll(PIECE)) {
    if (space !== undefined) blanks += space;
    else if (code !== undefined) word = { ...word, text: word.text + code };
    else {
      const apart = wide !== undefined || wasWide;
      const stays = !apart || word.bare === '' || NOT_FIRST.test(piece) || NOT_LAST.test(word.bare);
      if (blanks === '' && stays) word = { ...word, text: word.text + piece, bare: word.bare + piece };
      else {
        words.push(word);
        word = { blanks, text: piece, bare: piece };
      }
      [wasWide, blanks] = [wide !== undefined, ''];
    }
  }
  return [...words, word];
}

/** A word wider than a line in pieces that are not. */
function torn(word: Word, columns: number): Pick<Word, 'blanks' | 'text'>[] {
  if (width(word.bare) <= columns) return [word];
  const pieces = [''];
  for (const [piece] of word.text.matchAll(PIECE)) {
    if (width(pieces.at(-1)! + piece) > columns) pieces.push('');
    pieces[pieces.length - 1] += piece;
  }
  return pieces.map((text, i) => ({ blanks: i === 0 ? word.blanks : '', text }));
}

/** Which code closes what a code opens: bold, dim, reverse, red, green. */
const CLOSES: Readonly<Record<string, string>> = { 1: '22', 2: '22', 7: '27', 31: '39', 32: '39' };

function coloured(parts: readonly string[]): string[] {
  let on: readonly string[] = [];
  return parts.map((part) => {
    const before = codes(on);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes begin with one.
    for (const [, code] of part.matchAll(/\u001b\[(\d+)m/g)) {
      on = CLOSES[code!] === undefined ? on.filter((open) => CLOSES[open] !== code) : [...on, code!];
    }
    return before + part + codes(on.map((open) => CLOSES[open]!).reverse());
  });
}

function codes(numbers: readonly string[]): string {
  return numbers.map((number) => `\u001b[${number}m`).join('');
}
