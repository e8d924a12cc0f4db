import { describe, firstLine } from './describe.ts';
import { cellOf, fitsGrid, type Numbers, numbersOf, placeIn } from './numbers.ts';
import { sightOf, sightOfObject } from './sight.ts';
import type { Cell, Failure, Sight, Text } from './types.ts';
import { tooDeep, unusable } from './unusable.ts';

// Taken before any submission is loaded, which might replace them.
const { isNaN: isNotANumber } = Number;
const { isArray } = Array;
const { abs, max } = Math;
const { apply } = Reflect;
const { includes, startsWith } = String.prototype;
const DEEPEST = 50;

/** Thrown by a check that does not hold; carries data to draw, and no stack worth showing. */
export class CheckFailure extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.idea.en);
    this.failure = failure;
  }
}

const notStartedPrefix = 'Not started: ';

/** Whether an error is a stub's fixed one. */
export function isNotStarted(error: unknown): boolean {
  try {
    return error instanceof Error && apply(startsWith, `${error.message}`, [notStartedPrefix]);
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
  /** The call throws an Error whose message contains every fragment; a message there must be in any case. */
  throws(call: () => unknown, fragments: readonly string[], idea: Text): void;
  /** The call's result; when it throws, the failure says the idea and the error's first line. */
  runs<T>(call: () => T, idea: Text): T;
}

const words = (en: string, zh: string): Cell => ({ kind: 'words', words: { en, zh } });
const bothLanguages = (label: Text | string): Text =>
  typeof label === 'string' ? { en: label, zh: label } : label;

export class Checker implements Check {
  readonly #inputs: { label: Text; cell: Cell }[] = [];
  #made = 0;

  get inputs(): readonly { label: Text; cell: Cell }[] {
    return this.#inputs;
  }
  /** How many checks were made. */
  get made(): number {
    return this.#made;
  }
  input(label: Text | string, value: unknown): void {
    this.#inputs.push({ label: bothLanguages(label), cell: describe(value) });
  }

  equal(received: unknown, expected: unknown, idea: Text): void {
    this.#made++;
    const where = differenceOf(received, expected);
    if (where === null) return;
    this.fail(
      () => sightOf(received),
      () => ({ idea, expected: describe(expected), received: describe(received), firstDifference: where }),
    );
  }

  close(received: unknown, expected: unknown, idea: Text, tolerance = 1e-6): void {
    this.#made++;
    const wanted = safely(() => numbersOf(expected));
    const got = safely(() => numbersOf(received));
    if (wanted === null || got === null || differenceOf(got.shape, wanted.shape) !== null) {
      this.fail(
        () => sightOf(received),
        () => ({ idea, expected: describe(expected), received: describe(received) }),
      );
      return;
    }
    for (let flat = 0; flat < wanted.values.length; flat++) {
      if (isClose(got.values[flat]!, wanted.values[flat]!, tolerance)) continue;
      this.fail(
        () => sightOf(received),
        () => apart(idea, wanted, got, flat),
      );
      return;
    }
  }

  identical(received: unknown, expected: unknown, idea: Text): void {
    this.#made++;
    if (received === expected) return;
    const cells = {
      expected: words('the same object', '同一个对象'),
      received: words('another object', '另一个对象'),
    };
    this.fail(
      () => sightOfObject(received, expected),
      () => ({ idea, ...cells }),
    );
  }
  different(received: unknown, other: unknown, idea: Text): void {
    this.#made++;
    if (received !== other) return;
    const cells = { expected: words('two objects', '两个对象'), received: words('one object', '同一个对象') };
    this.fail(
      () => ({ form: 'the same object' }),
      () => ({ idea, ...cells }),
    );
  }
  holds(condition: boolean, idea: Text): void {
    this.#made++;
    if (condition === true) return;
    this.fail(
      () => ({ form: 'does not hold' }),
      () => ({ idea }),
    );
  }

  throws(call: () => unknown, fragments: readonly string[], idea: Text): void {
    this.#made++;
    const list = fragments.join(' · ');
    const expected =
      fragments.length === 0
        ? words('an Error that says what is wrong', '抛出一个说明原因的 Error')
        : words(`an Error that says: ${list}`, `抛出 Error，信息里有：${list}`);
    let result: unknown;
    try {
      result = call();
    } catch (error) {
      if (isNotStarted(error)) throw error;
      const unsaid = fragmentsUnsaid(error, fragments);
      if (unsaid !== null && unsaid.length === 0) return;
      this.fail(
        () => ({ form: unsaid === null ? 'threw no Error' : `did not say ${unsaid.join()}` }),
        () => ({ idea, expected, received: describe(error) }),
      );
      return;
    }
    this.fail(
      () => sightOf(result),
      () => {
        const came = textOf(describe(result));
        return { idea, expected, received: words(`no error, but ${came.en}`, `没有报错，而是 ${came.zh}`) };
      },
    );
  }

  runs<T>(call: () => T, idea: Text): T {
    this.#made++;
    try {
      return call();
    } catch (error) {
      if (isNotStarted(error)) throw error;
      this.fail(
        () => ({ form: 'threw' }),
        () => ({ idea, expected: words('no error', '不报错'), ...receivedOf(failureFrom(error, [])) }),
      );
      return undefined as T;
    }
  }

  /** What to do about a check that does not hold: here, end the case with what is to be drawn. */
  protected fail(_seen: () => Sight, failure: () => Omit<Failure, 'inputs'>): void {
    const { firstDifference, ...rest } = failure();
    throw new CheckFailure({
      ...rest,
      inputs: this.#inputs,
      ...(firstDifference && firstDifference.length > 0 && { firstDifference }),
    });
  }
}

const receivedOf = ({ received }: Failure): Pick<Failure, 'received'> => (received ? { received } : {});

/** Both sides of a difference drawn alike: as grids, or both row by row. */
function apart(idea: Text, wanted: Numbers, got: Numbers, flat: number): Omit<Failure, 'inputs'> {
  const asGrid = fitsGrid(wanted) && fitsGrid(got);
  const expected = cellOf(wanted, asGrid);
  return {
    idea,
    expected,
    received: cellOf(got, asGrid),
    firstDifference: placeIn(expected, wanted.shape, flat),
  };
}

/** Numbers of the fragments an error's message lacks; null when what was thrown is no Error with a message. */
function fragmentsUnsaid(error: unknown, fragments: readonly string[]): number[] | null {
  const message = safely(() => (error instanceof Error ? `${error.message}` : null));
  if (message === null || message === '') return null;
  const unsaid: number[] = [];
  for (let i = 0; i < fragments.length; i++)
    if (!apply(includes, message, [fragments[i]!])) unsaid[unsaid.length] = i;
  return unsaid;
}

function textOf(cell: Cell): Text {
  if (cell.kind === 'words') return cell.words;
  if (cell.kind === 'grid') {
    const shape = `(${cell.shape.join(', ')})`;
    return { en: `numbers ${shape}`, zh: `一组数 ${shape}` };
  }
  const text = cell.kind === 'text' ? cell.text : cell.items.join(', ');
  return { en: text, zh: text };
}

/**
 * What an error that ended a case tells the learner: its first line, no stack. Belongs under the watchdog, since a thrown
 * proxy may never answer.
 */
export function failureFrom(error: unknown, inputs: Failure['inputs']): Failure {
  if (error instanceof CheckFailure) return error.failure;
  const ofTheTest = isOfTheTest(error);
  const idea = ofTheTest
    ? { en: 'The test cannot use what your function gave', zh: '测试无法使用你的函数给出的结果' }
    : { en: 'Your function threw an error', zh: '你的函数抛出了错误' };
  const message = safely(() => (error instanceof Error ? firstLine(`${error.message}`) : null));
  if (message !== null) return { idea, inputs, received: messageCell(message, ofTheTest) };
  const thrown = textOf(describe(error));
  return { idea, inputs, received: words(`threw ${thrown.en}`, `抛出了 ${thrown.zh}`) };
}

function messageCell(message: string, ofTheTest: boolean): Cell {
  const told = tooDeep(message) ?? (ofTheTest ? unusable(message) : undefined);
  return told === undefined ? { kind: 'text', text: message } : { kind: 'words', words: told };
}

/** Whether the test itself fell over what it was given, such as a missing return: the way to it has no line of a learner. */
function isOfTheTest(error: unknown): boolean {
  const stack = safely(() => (error instanceof Error ? `${error.stack}` : '')) ?? '';
  const has = (words: string): boolean => apply(includes, stack, [words]);
  // A stack shows ten places: one that does not reach the test may have the learner's below them.
  return (has('test:') || has('.test.ts:')) && !has('kata.ts:') && !has('property.ts:');
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

/** Where two plain values differ first, [] when they differ as wholes, null when they are equal. */
function differenceOf(a: unknown, b: unknown, depth = 0): number[] | null {
  if (a === b || (isNotANumber(a) && isNotANumber(b))) return null;
  if (!isArray(a) || !isArray(b) || depth === DEEPEST) return [];
  // A proxy of a list may give any length, and another one each time.
  const [left, right] = [a.length, b.length];
  for (let i = 0; i < left || i < right; i++) {
    if (i >= left || i >= right) return [i];
    const inner = differenceOf(a[i], b[i], depth + 1);
    if (inner !== null) return [i, ...inner];
  }
  return left === right ? null : [];
}
