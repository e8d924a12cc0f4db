import type { Cell } from './types.ts';

const LONGEST = 300;
const MOST = 64;
const { isArray } = Array;

/** Words without control characters, on one line, of bounded length. */
export function plainText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not reach a terminal.
  const clean = text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g, ' ').trim();
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST)}…` : clean;
}

export interface Numbers {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** Any value that holds numbers in a shape, read once into plain data: tensor, array, ndarray, nested lists; else null. */
export function numbersOf(value: unknown): Numbers | null {
  if (typeof value === 'number') return { shape: [], values: [value] };
  if (isArray(value)) return fromNested(value);
  if (typeof value !== 'object' || value === null) return null;
  const { array, shape, values, get, stride } = value as Record<string, unknown>;
  if (typeof array === 'object' && array !== null) return numbersOf(array);
  if (!isArray(shape) || !shape.every((n) => Number.isInteger(n) && n >= 0 && n < 1e6)) return null;
  if (typeof values === 'function') return { shape: [...shape], values: [...values.call(value)] };
  if (isArray(values)) return { shape: [...shape], values: [...values] };
  if (typeof get === 'function' && isArray(stride)) {
    return { shape: [...shape], values: indices(shape).map((index) => get.apply(value, index)) };
  }
  return null;
}

function indices(shape: readonly number[]): number[][] {
  let all: number[][] = [[]];
  for (const n of shape) all = all.flatMap((head) => Array.from({ length: n }, (_, i) => [...head, i]));
  return all;
}

function fromNested(list: readonly unknown[]): Numbers | null {
  if (list.every((item) => typeof item === 'number'))
    return { shape: [list.length], values: [...list] as number[] };
  const rows = list.map((item) => (isArray(item) ? fromNested(item) : null));
  const first = rows[0];
  if (first === null || first === undefined) return null;
  const even = rows.every((row) => row !== null && row.shape.join() === first.shape.join());
  return even
    ? { shape: [list.length, ...first.shape], values: rows.flatMap((row) => [...row!.values]) }
    : null;
}

/** A number with at most six significant digits; −0 is 0. */
export const numberText = (value: number): string => String(Number((value + 0).toPrecision(6)) + 0);

function inWords(value: unknown): string {
  if (typeof value === 'string') return value === '' ? "''" : value;
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'function') return `function ${value.name || '(no name)'}`;
  if (value instanceof Error) return `${value.name}: ${String(value.message).split('\n')[0]}`;
  if (isArray(value)) return `[${value.slice(0, MOST).map(inWords).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const { shape } = value as { shape?: unknown };
    const name = value.constructor?.name ?? 'object';
    if (isArray(shape)) return `${name} (${shape.join(', ')})`;
    if (name === 'Object') {
      const fields = Object.entries(value).slice(0, MOST);
      return `{ ${fields.map(([key, item]) => `${key}: ${inWords(item)}`).join(', ')} }`;
    }
    return name;
  }
  return String(value);
}

/** How a value is shown. Never throws, whatever the value does when it is looked at. */
export function describe(value: unknown): Cell {
  try {
    const numbers = typeof value === 'number' ? null : numbersOf(value);
    if (numbers !== null && numbers.shape.length > 0 && numbers.values.length <= 400) {
      return { kind: 'grid', ...numbers, values: numbers.values.map(Number) };
    }
    if (isArray(value) && value.length > 0) {
      const items = value.slice(0, MOST).map((item) => plainText(inWords(item)));
      return { kind: 'list', items: value.length > MOST ? [...items, '…'] : items };
    }
    return { kind: 'text', text: plainText(inWords(value)) };
  } catch {
    return { kind: 'text', text: 'a value that cannot be shown' };
  }
}
