import { expected, kindOf } from '../array/errors.ts';

/**
 * What `body` returns. Throws TypeError for anything but a function, and for an async one: after its first await it
 * would run outside of whatever holds while the body runs.
 */
export function resultOf<T>(where: string, body: () => T): T {
  if (typeof body !== 'function') {
    throw new TypeError(expected(where, 'a function', kindOf(body), `Write ${where}(() => …)`));
  }
  const result = body();
  if (!isPromise(result)) return result;
  const what = 'a body that is done when it returns';
  throw new TypeError(expected(where, what, 'a promise', 'Put the await outside'));
}

const isPromise = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
