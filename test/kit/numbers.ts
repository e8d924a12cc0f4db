import type { Cell } from './types.ts';

// Taken before any submission is loaded, which might replace them. Below, lists are read by index only: a method of
// Array could answer for the submission once and put itself back.
const { isArray } = Array;
const { isInteger, isFinite: isFiniteNumber } = Number;
const { apply } = Reflect;
const { isView } = ArrayBuffer;

const MOST_READ = 1e6;
const MOST_DRAWN = 4096;
const DEEPEST = 16;

export interface Numbers {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** Any value that holds numbers in a shape, read once into plain data: tensor, array, ndarray, (nested) lists; else null. */
export function numbersOf(value: unknown): Numbers | null {
  if (typeof value === 'number') return { shape: [], values: [value] };
  if (isArray(value)) return fromNested(value);
  if (typeof value !== 'object' || value === null) return null;
  if (isView(value)) return fromList((value as Float64Array).length, value);
  const { array, shape, values, get, stride } = value as Record<string, unknown>;
  if (typeof array === 'object' && array !== null) return numbersOf(array);
  const sizes = sizesOf(shape);
  if (sizes === null) return null;
  const list = typeof values === 'function' ? apply(values, value, []) : values;
  if (isArray(list)) {
    const numbers = fromList(sizes.count, list);
    return numbers && { shape: sizes.shape, values: numbers.values };
  }
  return typeof get === 'function' && isArray(stride)
    ? read(sizes.shape, sizes.count, (index) => apply(get, value, index))
    : null;
}

function sizesOf(shape: unknown): { shape: number[]; count: number } | null {
  if (!isArray(shape) || shape.length > DEEPEST) return null;
  const sizes: number[] = [];
  let count = 1;
  for (let axis = 0; axis < shape.length; axis++) {
    const size: unknown = shape[axis];
    if (!isInteger(size) || (size as number) < 0) return null;
    sizes[axis] = size as number;
    count *= size as number;
  }
  return count <= MOST_READ ? { shape: sizes, count } : null;
}

/** Exactly `count` numbers one after another. */
function fromList(count: number, list: unknown): Numbers | null {
  const items = list as readonly unknown[];
  if (items.length !== count || !(count <= MOST_READ)) return null;
  return read([count], count, (index) => items[index[0]!]);
}

function fromNested(list: readonly unknown[]): Numbers | null {
  const lengths: number[] = [];
  for (let level: unknown = list; isArray(level) && lengths.length <= DEEPEST; level = level[0])
    lengths[lengths.length] = level.length;
  const sizes = sizesOf(lengths);
  return sizes && isEven(list, sizes.shape, 0)
    ? read(sizes.shape, sizes.count, (at) => pick(list, at))
    : null;
}

function isEven(level: unknown, shape: readonly number[], axis: number): boolean {
  if (axis === shape.length) return true;
  if (!isArray(level) || level.length !== shape[axis]) return false;
  for (let i = 0; i < level.length; i++) if (!isEven(level[i], shape, axis + 1)) return false;
  return true;
}

function pick(list: unknown, index: readonly number[]): unknown {
  let level = list;
  for (let axis = 0; axis < index.length; axis++) level = (level as readonly unknown[])[index[axis]!];
  return level;
}

/** The numbers at every index of a shape in row-major order; null as soon as one is none. */
function read(
  shape: readonly number[],
  count: number,
  at: (index: readonly number[]) => unknown,
): Numbers | null {
  const values: number[] = [];
  for (let flat = 0; flat < count; flat++) {
    const value = at(indexAt(shape, flat));
    if (typeof value !== 'number') return null;
    values[flat] = value;
  }
  return { shape, values };
}

/** The index of the entry number `flat` of a shape. */
function indexAt(shape: readonly number[], flat: number): number[] {
  const index: number[] = [];
  let rest = flat;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index[axis] = rest % shape[axis]!;
    rest = (rest - index[axis]!) / shape[axis]!;
  }
  return index;
}

/** A number with at most six significant digits; −0 is 0. */
export const numberText = (value: number): string => String(Number((value + 0).toPrecision(6)) + 0);

/** Whether a grid can carry these numbers: as data it holds no NaN and no infinity, and somebody has to look at it. */
export const fitsGrid = ({ values }: Numbers): boolean =>
  values.length <= MOST_DRAWN && values.every((value) => isFiniteNumber(value));

/** How numbers are shown: as a grid, or row by row when a grid cannot carry them. */
export function cellOf(numbers: Numbers, asGrid = fitsGrid(numbers)): Cell {
  const { shape, values } = numbers;
  if (shape.length === 0) return { kind: 'text', text: numberText(values[0]!) };
  if (asGrid) return { kind: 'grid', shape, values };
  if (values.length > MOST_DRAWN) return { kind: 'text', text: `(${shape.join(', ')})` };
  if (shape.length === 1) return { kind: 'list', items: values.map(numberText) };
  const width = shape[shape.length - 1]!;
  const items = Array.from({ length: values.length / width || 0 }, (_, row) => {
    const place = shape.length > 2 ? `[${indexAt(shape.slice(0, -1), row).join(', ')}] ` : '';
    return `${place}${values
      .slice(row * width, (row + 1) * width)
      .map(numberText)
      .join(', ')}`;
  });
  return { kind: 'list', items };
}

/** Where the entry number `flat` stands in the cell of its numbers: its index, or the line that has it. */
export function placeIn(cell: Cell, shape: readonly number[], flat: number): number[] {
  if (cell.kind !== 'list') return indexAt(shape, flat);
  return [shape.length === 1 ? flat : Math.floor(flat / shape[shape.length - 1]!)];
}
