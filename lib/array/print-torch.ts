import type { DType, NumArray } from './array.ts';
import { type Corners, corners, withGap } from './corners.ts';
import { positional, scientific } from './digits.ts';

const LINE = 80;
const PREFIX = 'tensor(';
const FOUR = { least: 4, most: 4 };

interface Format {
  readonly width: number;
  readonly text: (value: number) => string;
}

const nonFinite = (value: number): string => (Number.isNaN(value) ? 'nan' : value < 0 ? '-inf' : 'inf');
const ifFinite = (text: (value: number) => string) => (value: number) =>
  Number.isFinite(value) ? text(value) : nonFinite(value);

/** `3.`: `%.0f` and a point. */
const whole = ifFinite((value) => positional(value, { least: 0, most: 0 }));
const plain = ifFinite((value) => positional(value, FOUR));
const withExponent = ifFinite((value) => scientific(value, FOUR));

function widest(values: readonly number[], text: (value: number) => string): Format {
  return { width: values.reduce((width, value) => Math.max(width, text(value).length), 1), text };
}

/** One form for all elements, chosen from the finite non-zero ones: whole numbers, four decimals, or an exponent. */
function chooseFormat(values: readonly number[], dtype: DType): Format {
  if (dtype === 'bool') return widest(values, (value) => (value ? 'True' : 'False'));
  if (dtype === 'int64') return widest(values, String);
  const shown = values.filter((value) => Number.isFinite(value) && value !== 0);
  if (shown.length === 0) return { width: 1, text: whole };
  let [min, max] = [Number.POSITIVE_INFINITY, 0];
  for (const value of shown) {
    min = Math.min(min, Math.abs(value));
    max = Math.max(max, Math.abs(value));
  }
  const integral = shown.every(Number.isInteger);
  if (max / min > 1000 || max > 1e8 || min < 1e-4) return widest(shown, withExponent);
  return widest(shown, integral ? whole : plain);
}

/** Nested brackets; a row that is full goes on in the next line, and deeper axes are set apart by blank lines. */
function body({ shape, cut, values }: Corners, { width, text }: Format): string {
  let at = 0;
  const build = (axis: number, indent: number): string => {
    const left = shape.length - axis;
    if (left === 0) return text(values[at++]!).padStart(width);
    if (left > 1) {
      const rows = Array.from({ length: shape[axis]! }, () => build(axis + 1, indent + 1));
      const between = `,${'\n'.repeat(left - 1)}${' '.repeat(indent + 1)}`;
      return `[${withGap(rows, cut[axis]!, '...').join(between)}]`;
    }
    const row = Array.from({ length: shape[axis]! }, () => text(values[at++]!).padStart(width));
    const items = withGap(row, cut[axis]!, ' ...');
    const perLine = Math.max(1, Math.floor((LINE - indent) / (width + 2)));
    const lines: string[] = [];
    for (let i = 0; i < items.length; i += perLine) lines.push(items.slice(i, i + perLine).join(', '));
    return `[${lines.join(`,\n${' '.repeat(indent + 1)}`)}]`;
  };
  return build(0, PREFIX.length);
}

/** Adds each suffix behind a comma, on a new line when it would pass column 80, and the closing bracket. */
function close(text: string, suffixes: readonly string[]): string {
  let closed = text;
  let column = text.length - text.lastIndexOf('\n') + 1;
  for (const suffix of suffixes) {
    if (column + suffix.length + 2 > LINE) {
      closed += `,\n${' '.repeat(PREFIX.length)}${suffix}`;
      column = PREFIX.length + suffix.length;
    } else {
      closed += `, ${suffix}`;
      column += suffix.length + 2;
    }
  }
  return `${closed})`;
}

/**
 * An array as PyTorch prints a tensor: `tensor([[42., 42.]])`, four decimals, lines of 80, the corners only above
 * 1000 elements. `suffixes` (such as `requires_grad=True`) come after the size and the dtype, which are named only
 * where the values do not tell. Source: repr(torch.Tensor).
 */
export function formatTensor(array: NumArray, suffixes: readonly string[] = []): string {
  const { shape, dtype, size } = array;
  const own: string[] = [];
  if (size === 0 && shape.length !== 1) own.push(`size=(${shape.join(', ')})`);
  if (dtype === 'float64' || (size === 0 && dtype !== 'float32')) own.push(`dtype=torch.${dtype}`);
  const shown = corners(array);
  const text = size === 0 ? '[]' : body(shown, chooseFormat(shown.values, dtype));
  return close(PREFIX + text, [...own, ...suffixes]);
}
