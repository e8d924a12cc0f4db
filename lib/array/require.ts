import { expected, kindOf } from './errors.ts';

/** Throws TypeError for anything but a number: text would be joined where numbers are added, and null count as 0. */
export function requireNumber(where: string, value: unknown, what = 'a number'): void {
  if (typeof value === 'number') return;
  throw new TypeError(expected(where, what, kindOf(value), 'Pass a plain number such as 0.5'));
}

/** Throws TypeError for anything but text. */
export function requireText(where: string, value: unknown, what: string, next: string): void {
  if (typeof value !== 'string') throw new TypeError(expected(where, what, kindOf(value), next));
}

/** Throws TypeError for anything that cannot be called. */
export function requireFunction(where: string, value: unknown, next: string): void {
  if (typeof value !== 'function') {
    throw new TypeError(expected(where, 'a function', kindOf(value), next));
  }
}

/** The items as a list. Throws TypeError for what holds none, and for text, whose items would be letters. */
export function requireList<T>(where: string, items: Iterable<T>, what: string, next: string): T[] {
  if (typeof items === 'object' && typeof items?.[Symbol.iterator] === 'function') return [...items];
  throw new TypeError(expected(where, what, kindOf(items), next));
}

/**
 * Throws TypeError unless the options are an object with no other names than these: a misspelt one would be lost. They may be
 * left out unless `needed`.
 */
export function requireOptions(
  where: string,
  options: unknown,
  known: readonly string[],
  needed = false,
): void {
  if (options === undefined && !needed) return;
  const what = `options such as { ${known[0]}: … }`;
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(expected(where, what, kindOf(options), 'Pass them by name, in an object'));
  }
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    const next = `It knows ${known.join(', ')}`;
    throw new TypeError(expected(where, what, `an option '${name}' (unexpected keyword argument)`, next));
  }
}
