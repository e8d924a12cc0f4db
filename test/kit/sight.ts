import { numbersOf } from './numbers.ts';
import type { Sight } from './types.ts';

// Taken before any submission is loaded, which might replace them.
const { isArray } = Array;
const { isFinite: isFiniteNumber } = Number;
const { stringify } = JSON;
const { is } = Object;
const LONGEST_TEXT = 200;
const LONGEST_FORM = 2000;
const MOST_ITEMS = 64;
const MOST_NUMBERS = 64;
const DEEPEST = 4;
const DIGITS = 8;

/**
 * What a wrong answer was, fit to be compared: its form in words with # for each number, and the numbers apart, since
 * those of an equal answer written in another way may differ in their last digits. Whatever holds the same numbers in
 * the same shape looks alike; which class it is of, and what an error says, is nobody's misconception.
 */
export function sightOf(value: unknown): Sight {
  const numbers: number[] = [];
  const form = formOf(value, numbers, 0).slice(0, LONGEST_FORM);
  return numbers.length === 0 ? { form } : { form, numbers };
}

/** What stood where a certain object was expected: nothing, another one with the same numbers, or some other. */
export function sightOfObject(received: unknown, expected: unknown): Sight {
  if (typeof received !== 'object' || received === null) return sightOf(received);
  const [got, wanted] = [numbersOf(received), numbersOf(expected)];
  if (got === null || wanted === null) return { form: 'another object' };
  const shape = `(${got.shape.join()})`;
  if (shape !== `(${wanted.shape.join()})`) return { form: `another object ${shape}` };
  for (let i = 0; i < got.values.length; i++) {
    if (!is(got.values[i], wanted.values[i])) return { form: 'another object, other numbers' };
  }
  return { form: 'another object, same numbers' };
}

function formOf(value: unknown, numbers: number[], depth: number): string {
  if (typeof value === 'number') return put(numbers, [value]);
  if (typeof value === 'string') return stringify(value.slice(0, LONGEST_TEXT));
  if (typeof value === 'function') return 'function';
  if (typeof value !== 'object' || value === null) return String(value);
  if (isArray(value)) return depth === DEEPEST ? '[…]' : `[${itemsOf(value, numbers, depth)}]`;
  const held = numbersOf(value);
  return held === null ? 'object' : `(${held.shape.join()})${put(numbers, held.values)}`;
}

function itemsOf(list: readonly unknown[], numbers: number[], depth: number): string {
  let form = '';
  for (let i = 0; i < list.length; i++) {
    if (i === MOST_ITEMS || form.length > LONGEST_FORM) return `${form}… ${list.length}`;
    form += `${i === 0 ? '' : ','}${formOf(list[i], numbers, depth + 1)}`;
  }
  return form;
}

/** Keeps the first numbers, and spells what is none: −0 is 0 here as in every check. */
function put(numbers: number[], values: readonly number[]): string {
  let form = '';
  for (let i = 0; i < values.length; i++) {
    if (numbers.length === MOST_NUMBERS) return `${form}… ${values.length}`;
    const value = values[i]!;
    form += isFiniteNumber(value) ? '#' : String(value);
    if (isFiniteNumber(value)) numbers[numbers.length] = +(value + 0).toPrecision(DIGITS);
  }
  return form;
}
