import { formatWithOptions } from 'node:util';

const DEEPEST = 3;
const MOST = 100;
const { isArray } = Array;
const { entries, fromEntries, getPrototypeOf, prototype } = Object;

/** The fields an object of the library may be known by; it may be anything else as well. */
type Known = {
  readonly shape?: unknown;
  readonly values?: unknown;
  readonly typeName?: unknown;
  readonly namedParameters?: () => Iterable<[string, { readonly shape: readonly number[] }]>;
};

/** What a submission prints, as a console puts it; but tensors, layers and errors in words, not field by field. */
export function printedText(values: readonly unknown[]): string {
  return formatWithOptions({ customInspect: false }, ...values.map((value) => inWords(value, 0)));
}

function inWords(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  try {
    return wordsFor(value, depth) ?? withWordsInside(value, depth);
  } catch {
    return value;
  }
}

/** In full by itself, by class and shape inside a list; undefined for what is not ours. */
function wordsFor(value: Known, depth: number): string | undefined {
  if (value instanceof Error) return `${value}`;
  const name = value.constructor?.name;
  if (typeof value.namedParameters === 'function') {
    const type = `${value.typeName}`;
    return depth > 0 ? type : [`${type}:`, ...parametersOf(value.namedParameters())].join('\n  ');
  }
  if (!isArray(value.shape) || getPrototypeOf(value) === prototype) return undefined;
  const short = `${name} ${lengths(value.shape)}`;
  if (depth > 0) return short;
  if (typeof value.values === 'function') return `${short} ${printedText([value.values()])}`;
  return value.toString === prototype.toString ? undefined : `${value}`;
}

const lengths = (shape: readonly unknown[]): string => `(${shape.join(', ')})`;

function parametersOf(named: ReturnType<NonNullable<Known['namedParameters']>>): string[] {
  return Array.from(named, ([path, { shape }]) => `${path} ${lengths(shape)}`);
}

function withWordsInside(value: object, depth: number): unknown {
  if (depth === DEEPEST) return value;
  const each = (item: unknown): unknown => inWords(item, depth + 1);
  if (isArray(value)) return value.length > MOST ? value : value.map(each);
  if (value instanceof Map)
    return value.size > MOST ? value : new Map([...value].map(([key, item]) => [each(key), each(item)]));
  if (getPrototypeOf(value) !== prototype) return value;
  return fromEntries(entries(value).map(([key, item]) => [key, each(item)]));
}
