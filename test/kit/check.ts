import { describe, type Numbers, numbersOf, plainText } from './describe.ts';
import type { Cell, Failure, Text } from './types.ts';

// Taken before any submission is loaded, which might replace them.
const { isNaN: isNotANumber } = Number;
const { abs, max } = Math;

/** Thrown by a check that does not hold; carries data to draw, and no stack worth showing. */
export class CheckFailure extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.idea.en);
    this.failure = failure;
  }
}

export const notStartedPrefix = 'Not started: ';

/** Whether an error is a stub's fixed one. */
export function isNotStarted(error: unknown): boolean {
  try {
    return error instanceof Error && String(error.message).startsWith(notStartedPrefix);
  } catch {
    return false;
  }
}

/** The checks a test body uses. Each says the idea it stands for, in both languages; −0 and 0 are the same answer. */
export interface Check {
  /** Shows a value as input of the counterexample; call it before the checks. */
  input(label: Text | string, value: unknown): void;
  /** Strings, numbers, booleans, null, or (nested) lists of them. */
  equal(received: unknown, expected: unknown, idea: Text): void;
  /** Numbers in a shape (number, nested lists, ndarray, array, tensor): |a − b| ≤ tolerance · max(1, |b|). */
  close(received: unknown, expected: unknown, idea: Text, tolerance?: number): void;
  /** The very same object. */
  identical(received: unknown, expected: unknown, idea: Text): void;
  /** Not the same object. */
  different(received: unknown, other: unknown, idea: Text): void;
  holds(condition: boolean, idea: Text): void;
  /** The call throws an Error whose message contains every fragment. */
  throws(call: () => unknown, fragments: readonly string[], idea: Text): void;
}

const words = (en: string, zh: string): Cell => ({ kind: 'words', words: { en, zh } });
const bothLanguages = (label: Text | string): Text =>
  typeof label === 'string' ? { en: label, zh: label } : label;

export class Checker implements Check {
  readonly #inputs: { label: Text; cell: Cell }[] = [];

  get inputs(): readonly { label: Text; cell: Cell }[] {
    return this.#inputs;
  }
  input(label: Text | string, value: unknown): void {
    this.#inputs.push({ label: bothLanguages(label), cell: describe(value) });
  }

  equal(received: unknown, expected: unknown, idea: Text): void {
    const where = differenceOf(received, expected);
    if (where !== null) this.#fail(idea, describe(expected), describe(received), where);
  }

  close(received: unknown, expected: unknown, idea: Text, tolerance = 1e-6): void {
    const wanted = numbersOf(expected);
    if (wanted === null)
      throw new TypeError(
        'close: expected numbers as the expected value, received something else. Fix the test.',
      );
    const got = safely(() => numbersOf(received));
    if (got === null || got.shape.join() !== wanted.shape.join()) {
      this.#fail(idea, describe(expected), describe(received));
      return;
    }
    const at = wanted.values.findIndex((value, i) => !isClose(got.values[i]!, value, tolerance));
    if (at >= 0) this.#fail(idea, gridOf(wanted), gridOf(got), indexAt(wanted.shape, at));
  }

  identical(received: unknown, expected: unknown, idea: Text): void {
    if (received !== expected)
      this.#fail(idea, words('the same object', '同一个对象'), words('another object', '另一个对象'));
  }
  different(received: unknown, other: unknown, idea: Text): void {
    if (received === other)
      this.#fail(idea, words('two objects', '两个对象'), words('one object', '同一个对象'));
  }
  holds(condition: boolean, idea: Text): void {
    if (condition !== true) this.#fail(idea);
  }

  throws(call: () => unknown, fragments: readonly string[], idea: Text): void {
    const list = fragments.join(' · ');
    const wanted =
      fragments.length === 0
        ? words('an Error', '抛出一个 Error')
        : words(`an Error that says: ${list}`, `抛出 Error，信息里有：${list}`);
    let result: unknown;
    try {
      result = call();
    } catch (error) {
      if (isNotStarted(error) || isTimeout(error)) throw error;
      const message = error instanceof Error ? String(error.message) : null;
      if (message !== null && fragments.every((fragment) => message.includes(fragment))) return;
      this.#fail(idea, wanted, describe(error));
    }
    const came = textOf(describe(result));
    this.#fail(idea, wanted, words(`no error, but ${came}`, `没有报错，而是 ${came}`));
  }

  #fail(idea: Text, expected?: Cell, received?: Cell, firstDifference?: readonly number[]): never {
    throw new CheckFailure({
      idea,
      inputs: this.#inputs,
      ...(expected && { expected }),
      ...(received && { received }),
      ...(firstDifference && firstDifference.length > 0 && { firstDifference }),
    });
  }
}

const textOf = (cell: Cell): string =>
  cell.kind === 'text' ? cell.text : cell.kind === 'list' ? cell.items.join(', ') : 'numbers';

export const isTimeout = (error: unknown): boolean =>
  safely(() => (error as { code?: unknown })?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') === true;

/** What an error that came out of the learner's function tells the learner: its first line, no stack. */
export function failureFrom(error: unknown, inputs: Failure['inputs']): Failure {
  if (error instanceof CheckFailure) return error.failure;
  const told = safely(() =>
    error instanceof Error ? String(error.message) : `threw ${textOf(describe(error))}`,
  );
  return {
    idea: { en: 'Your function threw an error', zh: '你的函数抛出了错误' },
    inputs,
    received: { kind: 'text', text: plainText((told ?? 'a value that cannot be shown').split('\n')[0]!) },
  };
}

function safely<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

const isClose = (a: number, b: number, tolerance: number): boolean =>
  a === b || (isNotANumber(a) && isNotANumber(b)) || abs(a - b) <= tolerance * max(1, abs(b));

const gridOf = ({ shape, values }: Numbers): Cell =>
  shape.length === 0 ? describe(values[0]) : { kind: 'grid', shape, values };

function indexAt(shape: readonly number[], flat: number): number[] {
  const index: number[] = [];
  let rest = flat;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index.unshift(rest % shape[axis]!);
    rest = Math.floor(rest / shape[axis]!);
  }
  return index;
}

/** Where two plain values differ first, [] when they differ as wholes, null when they are equal. */
function differenceOf(a: unknown, b: unknown): number[] | null {
  if (a === b || (isNotANumber(a) && isNotANumber(b))) return null;
  if (!Array.isArray(a) || !Array.isArray(b)) return [];
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    if (i >= a.length || i >= b.length) return [i];
    const inner = safely(() => ({ found: differenceOf(a[i], b[i]) }));
    if (inner === null) return [i];
    if (inner.found !== null) return [i, ...inner.found];
  }
  return null;
}
