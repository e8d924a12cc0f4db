import type { DType, NumArray } from './array.ts';
import { type Corners, corners, withGap } from './corners.ts';
import { type Places, positional, scientific } from './digits.ts';
import { shapeText } from './errors.ts';

const LINE = 75;
const PREFIX = 'array(';
const PRECISION = 8;
const NO_END = { most: Number.POSITIVE_INFINITY };

type Text = (value: number) => string;

const longest = (texts: readonly string[]): number =>
  texts.reduce((length, text) => Math.max(length, text.length), 0);
const nonFinite = (value: number): string => (Number.isNaN(value) ? 'nan' : value < 0 ? '-inf' : 'inf');

/** With an exponent when the shown numbers are huge, tiny, or more than a factor of 1000 apart. */
function needsExponent(finite: readonly number[], single: boolean): boolean {
  const sizes = finite.filter((value) => value !== 0).map(Math.abs);
  if (sizes.length === 0) return false;
  const max = sizes.reduce((a, b) => Math.max(a, b));
  const min = sizes.reduce((a, b) => Math.min(a, b));
  // The quotient is a number of the array's own type; the bounds are doubles.
  const ratio = single ? Math.fround(max / min) : max / min;
  return max >= 1e8 || min < 1e-4 || ratio > 1000;
}

/** Every number with as many true digits as the longest shortest one needs. */
function exponentText(
  finite: readonly number[],
  places: Places,
): { text: Text; left: number; right: number } {
  const parts = finite.map((value) => scientific(value, places).split(/[.e]/));
  const decimals = longest(parts.map(([, fraction]) => fraction!));
  const power = longest(parts.map(([, , exponent]) => exponent!)) - 1;
  const left = longest(parts.map(([whole]) => whole!));
  const text = (value: number) => {
    const [mantissa, exponent] = scientific(value, { ...places, least: decimals, most: decimals }).split('e');
    const padded = exponent![0] + exponent!.slice(1).padStart(power, '0');
    return `${mantissa!.padStart(left + 1 + decimals)}e${padded}`;
  };
  return { text, left, right: power + 2 + decimals };
}

/** Points in one column: blanks, not zeros, stand for the decimals a number does not need. */
function pointText(finite: readonly number[], places: Places): { text: Text; left: number; right: number } {
  const parts = finite.map((value) => positional(value, places).split('.'));
  const left = longest(parts.map(([whole]) => whole!));
  const right = longest(parts.map(([, fraction]) => fraction!));
  const text = (value: number) => {
    const [whole, fraction] = positional(value, { ...places, least: 0 }).split('.');
    return `${whole!.padStart(left)}.${fraction!.padEnd(right)}`;
  };
  return { text, left, right };
}

function floatText(values: readonly number[], dtype: 'float32' | 'float64'): Text {
  const finite = values.filter(Number.isFinite);
  const places: Places = { most: PRECISION, shortest: dtype };
  const choose = needsExponent(finite, dtype === 'float32') ? exponentText : pointText;
  const { text, left, right } = choose(finite, places);
  const infinity = values.includes(Number.NEGATIVE_INFINITY) ? 4 : 3;
  const width = finite.length === values.length ? 0 : Math.max(left + right + 1, infinity);
  return (value) => {
    if (!Number.isFinite(value)) return nonFinite(value).padStart(width);
    return text(value).padStart(width);
  };
}

function chooseText({ values, shape }: Corners, dtype: DType): Text {
  if (dtype === 'bool') {
    const yes = shape.length === 0 ? 'True' : ' True';
    return (value) => (value ? yes : 'False');
  }
  if (dtype === 'int64') {
    const width = longest(values.map(String));
    return (value) => String(value).padStart(width);
  }
  return floatText(values, dtype);
}

/** Nested brackets behind `prefix`, items between `separator`s, lines (with what closes them) within `line`. */
function body(shown: Corners, text: Text, separator: string, prefix: number, line: number): string {
  const { shape, cut, values } = shown;
  const comma = separator.trimEnd();
  let at = 0;
  const build = (axis: number): string => {
    const left = shape.length - axis;
    if (left === 0) return text(values[at++]!);
    const hanging = ' '.repeat(prefix + 1 + axis);
    if (left > 1) {
      const rows = Array.from({ length: shape[axis]! }, () => build(axis + 1));
      return `[${withGap(rows, cut[axis]!, '...').join(`${comma}${'\n'.repeat(left - 1)}${hanging}`)}]`;
    }
    const items = Array.from({ length: shape[axis]! }, () => text(values[at++]!));
    const full = wrap(withGap(items, cut[axis]!, '...'), separator, hanging, line - axis - 1);
    return `[${full.slice(hanging.length)}]`;
  };
  return build(0);
}

/** Items in lines of at most `width`, each line behind `hanging`; a line of one item may be longer. */
function wrap(items: readonly string[], separator: string, hanging: string, width: number): string {
  let done = '';
  let line = hanging;
  items.forEach((item, i) => {
    if (line.length + item.length > width && line.length > hanging.length) {
      done += `${line.trimEnd()}\n`;
      line = hanging;
    }
    line += i < items.length - 1 ? item + separator : item;
  });
  return done + line;
}

/** A number by itself: as many digits as it needs, `3.0`, `1e-05`. */
function scalarText(value: number, dtype: DType): string {
  if (dtype === 'bool') return value ? 'True' : 'False';
  if (dtype === 'int64') return String(value);
  if (!Number.isFinite(value)) return nonFinite(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    return scientific(value, { ...NO_END, shortest: dtype }).replace('.e', 'e');
  }
  return positional(value, { ...NO_END, shortest: dtype }).replace(/\.$/, '.0');
}

/**
 * An array as NumPy's `str` shows it: `[[1.  2.5]]`. Shortest digits up to eight decimals, lines of 75, the corners
 * only above 1000 elements; the rules of NumPy before 2.3. Source: numpy.array_str.
 */
export function numpyStr(array: NumArray): string {
  if (array.size === 0) return '[]';
  const shown = corners(array);
  if (array.rank === 0) return scalarText(shown.values[0]!, array.dtype);
  return body(shown, chooseText(shown, array.dtype), ' ', 0, LINE);
}

/**
 * An array as NumPy's `repr` shows it: `array([[1. , 2.5]], dtype=float32)`. The dtype is named where the values do
 * not tell; MXNet leaves it out for float32, too: `{ implied: 'float32' }`. Source: numpy.array_repr.
 */
export function numpyRepr(array: NumArray, { implied }: { readonly implied?: DType } = {}): string {
  const { dtype, size, shape } = array;
  const told = dtype !== 'float32' && size > 0;
  const shown = corners(array);
  const values = () => body(shown, chooseText(shown, dtype), ', ', PREFIX.length, LINE - 1);
  const empty = shape.length === 1 ? '[]' : `[], shape=${shapeText(shape)}`;
  const text = PREFIX + (size === 0 ? empty : values());
  if (told || dtype === implied) return `${text})`;
  const suffix = `dtype=${dtype})`;
  const column = text.length - text.lastIndexOf('\n');
  const fits = column + suffix.length + 1 <= LINE;
  return `${text},${fits ? ' ' : `\n${' '.repeat(PREFIX.length)}`}${suffix}`;
}
