import type { Cell } from '../types.ts';
import { clean, cut, type Paper, padEnd, padStart, read, width } from './paper.ts';

type Grid = Extract<Cell, { kind: 'grid' }>;
type Axis = { readonly from: number; readonly to: number; readonly size: number };

const MOST = 8;
const GAP = 4;
const LINES = 12;
/** A picture stands this far in on its paper. */
const INDENT = 2;

/** Draws one value as lines of text: grids with aligned columns, `mark` set off as ›5‹. */
export function drawCell(cell: Cell, paper: Paper, mark?: readonly number[], digits = 6): string[] {
  if (cell.kind === 'text') return clean(cell.text).split('\n').slice(0, LINES);
  if (cell.kind === 'words') return [read(cell.words, paper)];
  if (cell.kind === 'list') return drawList(cell.items, paper, mark);
  return drawGrid(cell, paper, mark, digits);
}

/** Expected and yours beside each other if the paper is wide enough, else one below the other. */
export function drawPair(expected: Cell, yours: Cell, paper: Paper, mark?: readonly number[]): string[] {
  const digits = digitsFor(expected, yours, mark);
  const left = drawCell(expected, paper, mark, digits);
  const right = drawCell(yours, paper, mark, digits);
  const { messages } = paper;
  const wide = Math.max(width(messages.expected), ...left.map(width)) + GAP;
  const rightWide = Math.max(width(messages.yours), ...right.map(width));
  if (wide + rightWide > paper.columns - INDENT) {
    return [paper.bold(messages.expected), ...left, paper.bold(messages.yours), ...right];
  }
  const rows = Array.from({ length: Math.max(left.length, right.length) }, (_, i) =>
    `${padEnd(left[i] ?? '', wide)}${right[i] ?? ''}`.trimEnd(),
  );
  return [`${padEnd(paper.bold(messages.expected), wide)}${paper.bold(messages.yours)}`, ...rows];
}

/** The sentence below a pair: where they first differ, or that their shapes do. */
export function tellDifference(
  expected: Cell,
  yours: Cell,
  mark: readonly number[] | undefined,
  paper: Paper,
): string {
  const { messages } = paper;
  if (expected.kind === 'grid' && yours.kind === 'grid' && !sameShape(expected, yours)) {
    return messages.shapes(shapeText(expected.shape), shapeText(yours.shape));
  }
  if (mark === undefined || mark.length === 0) return '';
  const digits = digitsFor(expected, yours, mark);
  const [was, is] = [entry(expected, mark, digits), entry(yours, mark, digits)];
  if (was === undefined && is === undefined) return '';
  return messages.difference(`[${mark.join(', ')}]`, short(was), short(is));
}

function short(text = '—'): string {
  return cut(text, 30);
}

export function shapeText(shape: readonly number[]): string {
  return `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;
}

export function number(value: number, digits = 6): string {
  if (Object.is(value, -0)) return '-0';
  return Number.isFinite(value) ? String(Number(value.toPrecision(digits))) : String(value);
}

/** Six digits, or as many as it takes to see the difference that is marked. */
function digitsFor(expected: Cell, yours: Cell, mark: readonly number[] | undefined): number {
  if (mark === undefined) return 6;
  const visible = [6, 9, 12].find((digits) => entry(expected, mark, digits) !== entry(yours, mark, digits));
  return visible ?? 17;
}

function entry(cell: Cell, mark: readonly number[], digits: number): string | undefined {
  if (cell.kind === 'text' || cell.kind === 'words') return undefined;
  if (cell.kind === 'list') {
    const item = cell.items[mark[0] ?? 0];
    return item === undefined ? undefined : clean(item);
  }
  const value = cell.values[flat(cell.shape, mark)];
  return value === undefined ? undefined : number(value, digits);
}

function flat(shape: readonly number[], index: readonly number[]): number {
  return shape.reduce((sum, size, axis) => sum * size + (index[axis] ?? 0), 0);
}

function sameShape(a: Grid, b: Grid): boolean {
  return a.shape.length === b.shape.length && a.shape.every((size, i) => size === b.shape[i]);
}

function drawList(items: readonly string[], paper: Paper, mark: readonly number[] | undefined): string[] {
  if (items.length === 0) return ['[]'];
  const at = mark?.[0];
  const shown = axis(items.length, at);
  const lines = items.slice(shown.from, shown.to).map((item, i) => {
    const text = clean(item).replaceAll('\n', ' ');
    return shown.from + i === at ? paper.bad(`›${text}‹`) : ` ${text}`;
  });
  return framed(lines, shown);
}

function drawGrid(grid: Grid, paper: Paper, mark: readonly number[] | undefined, digits: number): string[] {
  const { shape } = grid;
  if (grid.values.length === 0) return [`[] ${shapeText(shape)}`];
  if (shape.length === 0) return [number(grid.values[0]!, digits)];
  const inside = mark?.length === shape.length ? mark : undefined;
  if (shape.length <= 2) return drawSlice(grid, [], paper, inside, digits);
  const slices = leading(shape.slice(0, -2));
  const start = inside ? slices.findIndex((slice) => slice.every((at, i) => at === inside[i])) : 0;
  const shown = slices.slice(Math.max(0, start), Math.max(0, start) + 2);
  const drawn = shown.flatMap((slice) => {
    const here = inside && slice.every((at, i) => at === inside[i]) ? inside : undefined;
    return [`[${slice.join(', ')}, :, :]`, ...drawSlice(grid, slice, paper, here, digits)];
  });
  return slices.length > shown.length ? [...drawn, paper.messages.more(slices.length - shown.length)] : drawn;
}

/**
 * One matrix of a grid: the rows and columns of `slice`, a window of at most 8 by 8 around the mark, of fewer columns
 * where the paper is too narrow for so many.
 */
function drawSlice(
  grid: Grid,
  slice: readonly number[],
  paper: Paper,
  mark: readonly number[] | undefined,
  digits: number,
  most = MOST,
): string[] {
  const { shape } = grid;
  const vector = shape.length === 1;
  const rows = axis(vector ? 1 : shape.at(-2)!, vector ? 0 : mark?.at(-2));
  const columns = axis(shape.at(-1)!, mark?.at(-1), most);
  const index = (i: number, j: number): number[] => (vector ? [j] : [...slice, i, j]);
  const texts = range(rows).map((i) =>
    range(columns).map((j) => number(grid.values[flat(shape, index(i, j))]!, digits)),
  );
  const widths = range(columns).map((_, j) => Math.max(...texts.map((row) => width(row[j]!))));
  const lines = texts.map((row, i) => {
    const cells = row.map((text, j) => {
      const padded = padStart(text, widths[j]!);
      const marked = mark?.at(-1) === columns.from + j && (vector || mark?.at(-2) === rows.from + i);
      return marked ? paper.bad(`›${padded}‹`) : ` ${padded} `;
    });
    return `[${columns.from > 0 ? ' …' : ''}${cells.join('')}${columns.to < columns.size ? '… ' : ''}]`;
  });
  const fits = lines.every((line) => width(line) <= paper.columns - INDENT);
  return fits || most === 1 ? framed(lines, rows) : drawSlice(grid, slice, paper, mark, digits, most - 1);
}

function framed(lines: readonly string[], shown: Axis): string[] {
  const above = shown.from > 0 ? [' …'] : [];
  return [...above, ...lines, ...(shown.to < shown.size ? [' …'] : [])];
}

/** At most so many places of an axis, chosen so that the marked one is among them. */
function axis(size: number, mark: number | undefined, most = MOST): Axis {
  const from = Math.max(0, Math.min(size - most, (mark ?? 0) - (most >> 1)));
  return { from, to: Math.min(size, from + most), size };
}

function range({ from, to }: Axis): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

/** Every index of the leading axes, in row-major order. */
function leading(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (all, size) => all.flatMap((index) => Array.from({ length: size }, (_, i) => [...index, i])),
    [[]],
  );
}
