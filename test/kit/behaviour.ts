import type { CaseTrace, Sight, Trace } from './types.ts';

/** How far numbers of the same behaviour may lie apart, as a share of the largest beside them. */
const TOLERANCE = 1e-4;
const UNSTEADY: Sight = { form: '?' };

/** What two looks at one submission in a test have in common; where they differ, that they do. */
export function steady(a: Trace, b: Trace): Trace {
  if (typeof a === 'string') return a;
  if (typeof b === 'string') return b;
  const numbers = [...new Set([...a, ...b].map(({ number }) => number))].sort((x, y) => x - y);
  return numbers.map((number) => steadyCase(number, find(a, number), find(b, number)));
}

/** Whether two submissions do the same in a test, right or wrong. */
export function alike(a: Trace, b: Trace): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  return a.length === b.length && a.every((each, i) => sameCase(each, b[i]!));
}

/** Whether nothing wrong was seen in a test. */
export const isRight = (trace: Trace): boolean => typeof trace !== 'string' && trace.length === 0;

const find = (cases: readonly CaseTrace[], number: number): CaseTrace | undefined =>
  cases.find((each) => each.number === number);

function steadyCase(number: number, a: CaseTrace | undefined, b: CaseTrace | undefined): CaseTrace {
  if (a === undefined || b === undefined || !sameChecks(a, b))
    return { number, sights: [[0, UNSTEADY]], threw: false };
  const sights = a.sights.map(([check, sight], i) => [check, steadySight(sight, b.sights[i]![1])] as const);
  return { number, sights, threw: a.threw };
}

function steadySight(a: Sight, b: Sight): Sight {
  if (a.form !== b.form) return UNSTEADY;
  if (a.numbers === undefined || b.numbers === undefined) return a;
  const { numbers } = b;
  const scale = scaleOf(a.numbers, numbers);
  return { form: a.form, numbers: a.numbers.map((x, i) => (near(x, numbers[i]!, scale) ? x : null)) };
}

const sameCase = (a: CaseTrace, b: CaseTrace): boolean =>
  a.number === b.number &&
  sameChecks(a, b) &&
  a.sights.every(([, sight], i) => sameSight(sight, b.sights[i]![1]));

/** The same checks did not hold, whatever was received. */
const sameChecks = (a: CaseTrace, b: CaseTrace): boolean =>
  a.threw === b.threw &&
  a.sights.length === b.sights.length &&
  a.sights.every(([check], i) => check === b.sights[i]![0]);

function sameSight(a: Sight, b: Sight): boolean {
  if (a.form !== b.form || a.numbers?.length !== b.numbers?.length) return false;
  if (a.numbers === undefined || b.numbers === undefined) return true;
  const { numbers } = b;
  const scale = scaleOf(a.numbers, numbers);
  return a.numbers.every((x, i) => near(x, numbers[i]!, scale));
}

type Numbers = NonNullable<Sight['numbers']>;

const scaleOf = (a: Numbers, b: Numbers): number =>
  [...a, ...b].reduce<number>((most, x) => Math.max(most, Math.abs(x ?? 0)), 0);

/** A number that changes from time to time, null, is near another such only. */
const near = (a: number | null, b: number | null, scale: number): boolean =>
  a === null || b === null ? a === b : Math.abs(a - b) <= TOLERANCE * scale;
