/**
 * The error kinds of the library, named as the frameworks name them. JavaScript's own `TypeError` serves for
 * Python's. Every message is built by `expected`, so that all of them read alike.
 */
export class RuntimeError extends Error {
  override name = 'RuntimeError';
}
export class ValueError extends Error {
  override name = 'ValueError';
}
export class KeyError extends Error {
  override name = 'KeyError';
}
export class IndexError extends Error {
  override name = 'IndexError';
}
export class AttributeError extends Error {
  override name = 'AttributeError';
}
export class AssertionError extends Error {
  override name = 'AssertionError';
}
export class NotImplementedError extends Error {
  override name = 'NotImplementedError';
}
export class CheckpointError extends Error {
  override name = 'CheckpointError';
}

/** The house sentence: `<where>: expected <what>, received <what>. <next step>.` */
export const expected = (where: string, what: string, received: string, next: string): string =>
  `${where}: expected ${what}, received ${received}. ${next}.`;

/** A shape as the messages show it: `(2, 3)`, `(8,)`, `()`. */
export const shapeText = (shape: readonly (number | string)[]): string =>
  shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;

/** A number as it is, anything else in a few words. */
export const shown = (value: unknown): string => (typeof value === 'number' ? String(value) : kindOf(value));

/** Any value in a few words, for the `received` part of a message. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'string') return `the string '${value.slice(0, 40)}'`;
  if (typeof value === 'number' || typeof value === 'boolean') return `the ${typeof value} ${String(value)}`;
  if (typeof value === 'function' && String(value).startsWith('class')) return `the class ${value.name}`;
  if (typeof value !== 'object') return `a ${typeof value}`;
  const name = value.constructor?.name || 'Object';
  return name === 'Object' ? 'a plain object' : `${/^[AEIO]/.test(name) ? 'an' : 'a'} ${name}`;
}
