import { expected, kindOf } from '../array/errors.ts';
import { brief } from './histogram.ts';
import type { Grid, Grids, Histogram, Picture, Trace, Tree } from './types.ts';

const EIGHTHS = ' ▏▎▍▌▋▊▉█';
const LEVELS = '▁▂▃▄▅▆▇█';
const LABEL = 9;
const kinds: readonly Picture['kind'][] = ['histogram', 'tree', 'grids', 'trace', 'panels'];

/** A picture for the terminal: lines of at most `width` cells, as far as its labels allow. */
export function pictureText(picture: Picture, width = 72): string[] {
  requirePicture('pictureText', picture);
  switch (picture.kind) {
    case 'histogram':
      return [picture.title, ...histogramLines(picture, width)];
    case 'tree':
      return [picture.title, ...treeLines(picture)];
    case 'grids':
      return [picture.title, ...gridLines(picture, width)];
    case 'trace':
      return [picture.title, ...traceLines(picture, width)];
    case 'panels':
      return picture.pictures.flatMap((part, i) => [...(i === 0 ? [] : ['']), ...pictureText(part, width)]);
  }
}

/** Throws TypeError for what is no picture. What lies in one is taken as it is: the makers of pictures check it. */
export function requirePicture(where: string, picture: Picture): void {
  if (kinds.includes(picture?.kind)) return;
  const received = kindOf(picture?.kind ?? picture);
  throw new TypeError(expected(where, 'a picture', received, 'Make one, such as treeOf(net, { title })'));
}

/** A bar per place; `·` where the theory expects it to end, and marks at the places that hold them. */
function histogramLines({ edges, counts, expected, marks }: Histogram, width: number): string[] {
  const most = Math.max(1, ...counts, ...(expected ?? []));
  const room = Math.max(8, width - LABEL - 12);
  return counts.map((count, i) => {
    const [low, high] = [edges[i]!, edges[i + 1]!];
    const cells = [...bar((count / most) * room).padEnd(room)];
    const target = expected === undefined ? -1 : Math.round((expected[i]! / most) * room) - 1;
    if (target >= 0 && cells[target] === ' ') cells[target] = '·';
    const here = marks.filter(({ at }) => at >= low && at < high).map(({ label }) => `‹ ${label}`);
    return `${brief((low + high) / 2).padStart(LABEL)} │${cells.join('')} ${here.join(' ')}`.trimEnd();
  });
}

function bar(length: number): string {
  const eighths = Math.round(length * 8);
  const rest = eighths % 8;
  return '█'.repeat(Math.floor(eighths / 8)) + (rest === 0 ? '' : EIGHTHS[rest]);
}

/** Branches as in a listing of folders; a tied row points to where the thing was drawn. */
function treeLines({ rows }: Tree): string[] {
  return rows.map(({ depth, name, note, tiedTo, marked }, i) => {
    const branches = Array.from({ length: depth }, (_, level) => {
      const last = !continues(rows, i, level + 1);
      if (level + 1 === depth) return last ? '└─ ' : '├─ ';
      return last ? '   ' : '│  ';
    });
    const tie = tiedTo === undefined ? '' : ` ↪ ${tiedTo}`;
    return `${branches.join('')}${name}${note === '' ? '' : `  ${note}`}${tie}${marked ? '  ◀' : ''}`;
  });
}

/** Whether a later row stands at this depth before the branch ends. */
function continues(rows: Tree['rows'], from: number, depth: number): boolean {
  for (let i = from + 1; i < rows.length && rows[i]!.depth >= depth; i++) {
    if (rows[i]!.depth === depth) return true;
  }
  return false;
}

/** Beside each other with the signs half-way down, or one below the other where they do not fit. */
function gridLines({ parts, signs }: Grids, width: number): string[] {
  const blocks = parts.map(gridBlock);
  const wide = blocks.reduce((sum, block) => sum + block[0]!.length + 5, -5);
  if (wide > width) return blocks.flatMap((block, i) => (i === 0 ? block : [`  ${signs[i - 1]}`, ...block]));
  const height = Math.max(...blocks.map((block) => block.length));
  const middle = Math.floor(height / 2);
  return Array.from({ length: height }, (_, row) =>
    blocks
      .map((block, i) => {
        const sign = i === 0 ? '' : row === middle ? `  ${signs[i - 1]}  ` : '     ';
        return sign + (block[row] ?? ' '.repeat(block[0]!.length));
      })
      .join('')
      .trimEnd(),
  );
}

/** The label, then bracketed rows; lines of equal length. Marked numbers stand in ‹ ›. */
function gridBlock({ label, rows, marked = [] }: Grid): string[] {
  const isMarked = (i: number, j: number) => marked.some(([row, column]) => row === i && column === j);
  const texts = rows.map((row, i) => row.map((v, j) => (isMarked(i, j) ? `‹${brief(v)}›` : brief(v))));
  const columns = texts[0]?.map((_, j) => Math.max(...texts.map((row) => row[j]!.length))) ?? [];
  const lines = texts.map((row) => `[ ${row.map((text, j) => text.padStart(columns[j]!)).join('  ')} ]`);
  const width = Math.max(label.length, ...lines.map((line) => line.length));
  return [label, ...lines].map((line) => line.padEnd(width));
}

/** One line per series: first value, its course as levels between its extremes, last value. */
function traceLines({ along, series }: Trace, width: number): string[] {
  const name = Math.max(...series.map(({ label }) => label.length), along.length);
  const room = Math.max(8, width - name - 2 * LABEL - 4);
  const steps = Math.max(0, ...series.map(({ values }) => values.length - 1));
  const lines = series.map(({ label, values }) => {
    const ends = [values[0] ?? Number.NaN, values.at(-1) ?? Number.NaN].map(brief);
    return `${label.padEnd(name)} ${ends[0]!.padStart(LABEL)} ${course(values, room)} ${ends[1]}`;
  });
  return [...lines, `${along.padEnd(name)} ${'0'.padStart(LABEL)} … ${steps}`];
}

function course(values: readonly number[], room: number): string {
  const shown = Array.from({ length: Math.min(room, values.length) }, (_, i) => {
    const at = values.length <= room ? i : Math.round((i * (values.length - 1)) / (room - 1));
    return values[at]!;
  });
  const finite = shown.filter(Number.isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const level = (v: number) => Math.min(7, Math.floor(high > low ? ((v - low) / (high - low)) * 8 : 0));
  return shown.map((v) => (Number.isFinite(v) ? LEVELS[level(v)] : '?')).join('');
}
