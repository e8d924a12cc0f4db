import { cellOf, numbersOf, numberText } from './numbers.ts';
import type { Cell } from './types.ts';

const LONGEST = 300;
const MOST = 64;
const MOST_INSIDE = 8;
const DEEPEST = 3;
const { isArray } = Array;

/** Words without control characters, on one line, of bounded length. */
function plainText(text: string): string {
  const bounded = text.slice(0, 4 * LONGEST);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not reach a terminal.
  const clean = bounded.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]+/g, ' ').trim();
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST)}…` : clean;
}

/** The first line of an error's message, fit to be shown. */
export const firstLine = (message: string): string =>
  plainText(message.slice(0, 4 * LONGEST).split('\n')[0]!);

function inWords(value: unknown, depth = 0): string {
  if (typeof value === 'string') return value === '' ? "''" : value.slice(0, 4 * LONGEST);
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'function') return `function ${value.name || '(no name)'}`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof Error) return `${value.name}: ${firstLine(String(value.message))}`;
  if (depth === DEEPEST) return '…';
  // Every level may point at the next one many times, so the levels below the first are kept narrow.
  const most = depth === 0 ? MOST : MOST_INSIDE;
  if (isArray(value)) {
    const items = value.slice(0, most).map((item) => inWords(item, depth + 1));
    return `[${(value.length > most ? [...items, '…'] : items).join(', ')}]`;
  }
  const { shape } = value as { shape?: unknown };
  const name = value.constructor?.name ?? 'object';
  if (isArray(shape)) return `${name} (${shape.slice(0, most).join(', ')})`;
  if (name !== 'Object') return name;
  const fields = Object.keys(value).slice(0, most);
  return `{ ${fields.map((key) => `${key}: ${inWords((value as Record<string, unknown>)[key], depth + 1)}`).join(', ')} }`;
}

/** How a value is shown. Never throws, whatever the value does when it is looked at; it may make us wait, though. */
export function describe(value: unknown): Cell {
  try {
    const numbers = typeof value === 'number' ? null : numbersOf(value);
    if (numbers !== null && numbers.values.length <= 400) {
      if (numbers.shape.length > 0 && numbers.values.length > 0) return cellOf(numbers);
    }
    if (isArray(value) && value.length > 0) {
      const shown = Math.min(value.length, MOST);
      const items = Array.from({ length: shown }, (_, i) => plainText(inWords(value[i], 1)));
      return { kind: 'list', items: value.length > MOST ? [...items, '…'] : items };
    }
    return { kind: 'text', text: plainText(inWords(value)) };
  } catch {
    return { kind: 'words', words: { en: 'a value that cannot be shown', zh: '无法显示的值' } };
  }
}
