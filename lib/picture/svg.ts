import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { brief } from './histogram.ts';
import { requirePicture } from './text.ts';
import type { Grid, Grids, Histogram, Picture, Trace, Tree, TreeRow } from './types.ts';

const WIDTH = 640;
const ROW = 22;
const INDENT = 22;
const CELL = { width: 52, height: 30 };
/** Room for a sign, in which it has a character and a half to each side. */
const signWidth = (sign: string | undefined): number => (sign === undefined ? 0 : 24 + 10 * sign.length);
/** Light and dark, by what the reader's system asks for; a page may set the same variables on `.picture`. */
const STYLE = `.picture{color:var(--ink,#1f2328);--a:#0969da;--b:#bc4c00;--c:#1a7f37;--quiet:#59636e}
@media (prefers-color-scheme:dark){.picture{color:var(--ink,#e6edf3);--a:#4493f8;--b:#f0883e;--c:#3fb950;--quiet:#9198a1}}`;
const SERIES = ['var(--a)', 'var(--b)', 'var(--c)', 'var(--quiet)'];
/** Control characters, halves of a pair and what else XML cannot hold. */
const NO_XML = /(?!\n)[\p{Cc}\p{Surrogate}\ufffe\uffff]/gu;
const MONO = 'ui-monospace, SFMono-Regular, Consolas, monospace';

type Sized = Plot.PlotOptions & { readonly height: number };

interface Body {
  readonly height: number;
  readonly inner: string;
}

/** A picture as standalone SVG; its title is the text that stands for it. Equal pictures give equal bytes. */
export function pictureSvg(picture: Picture): string {
  const { height, inner } = bodyOf(picture);
  const title = quoted(picture.title);
  const box = `viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}"`;
  const font = 'font-family="system-ui, sans-serif" font-size="12" text-anchor="middle" fill="currentColor"';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" class="picture" role="img" aria-label="${title}" ${box} ${font}><title>${title}</title><style>${STYLE}</style>${inner}</svg>\n`;
  return svg.replace(NO_XML, '\ufffd');
}

function bodyOf(picture: Picture): Body {
  requirePicture('pictureSvg', picture);
  switch (picture.kind) {
    case 'histogram':
      return plot(histogram(picture));
    case 'tree':
      return plot(tree(picture));
    case 'grids':
      return plot(grids(picture));
    case 'trace':
      return plot(trace(picture));
    case 'panels':
      return stack(picture.pictures);
  }
}

/** One below the other, each under its title. */
function stack(pictures: readonly Picture[]): Body {
  let height = 0;
  const parts = pictures.map((picture) => {
    const body = bodyOf(picture);
    const title = `<text x="16" y="${height + 14}" text-anchor="start" font-weight="600">${quoted(picture.title)}</text>`;
    const part = `${title}<g transform="translate(0,${height + 20})">${body.inner}</g>`;
    height += body.height + 34;
    return part;
  });
  return { height, inner: parts.join('') };
}

const quoted = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/**
 * Plot writes numbers in full: a hundredth of a pixel is enough, and the same everywhere. It labels its groups for
 * screen readers, which take the picture as one image by its title.
 */
function plot(options: Sized): Body {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const page = { width: WIDTH, marginLeft: 48, marginRight: 16, document: document as never };
  const whole: string = Plot.plot({ ...page, ...options }).innerHTML;
  const inner = whole.replace(/<style>[\s\S]*?<\/style>| aria-(label|hidden)="[^"]*"/g, '');
  const short = (digits: string) => String(Math.round(Number(digits) * 100) / 100 + 0);
  const rounded = inner.replace(/="[^"]*"/g, (value) => value.replace(/-?\d+\.\d{3,}(e-?\d+)?/g, short));
  return { height: Math.ceil(options.height), inner: rounded };
}

function histogram({ edges, counts, expected, marks }: Histogram): Sized {
  const bars = counts.map((count, i) => ({
    x1: edges[i]!,
    x2: edges[i + 1]!,
    count,
    theory: expected?.[i] ?? 0,
  }));
  const steps = bars.flatMap(({ x1, x2, theory }) => [
    { x: x1, theory },
    { x: x2, theory },
  ]);
  return {
    height: 220,
    marginTop: 28,
    x: { label: null },
    y: { label: null, grid: true },
    marks: [
      Plot.rectY(bars, {
        x1: 'x1',
        x2: 'x2',
        y: 'count',
        fill: 'var(--a)',
        fillOpacity: 0.65,
        insetLeft: 0.5,
        insetRight: 0.5,
      }),
      ...(expected === undefined
        ? []
        : [Plot.line(steps, { x: 'x', y: 'theory', stroke: 'var(--b)', strokeWidth: 1.5 })]),
      Plot.ruleX(marks, { x: 'at', stroke: 'var(--c)', strokeDasharray: '4 3', strokeWidth: 1.5 }),
      Plot.text(marks, {
        x: 'at',
        text: 'label',
        frameAnchor: 'top',
        dy: -14,
        fill: 'var(--c)',
        fontWeight: 600,
      }),
      Plot.ruleY([0]),
    ],
  };
}

function tree({ rows }: Tree): Sized {
  const placed = rows.map((row, i) => ({ ...row, x: row.depth, y: i, parent: parentOf(rows, i) }));
  const below = placed.filter(({ depth }) => depth > 0);
  const label = ({ name, note, tiedTo }: TreeRow) =>
    [name, ...(note === '' ? [] : [note]), ...(tiedTo === undefined ? [] : [`↪ ${tiedTo}`])].join('  ');
  const ink = ({ marked, tiedTo }: TreeRow) =>
    marked ? 'var(--b)' : tiedTo === undefined ? 'currentColor' : 'var(--c)';
  return {
    height: rows.length * ROW + 12,
    marginLeft: 16,
    marginTop: 6,
    marginBottom: 6,
    x: { axis: null, domain: [0, (WIDTH - 32) / INDENT] },
    y: { axis: null, domain: [-0.5, rows.length - 0.5], reverse: true },
    marks: [
      Plot.link(below, {
        x1: (d) => d.x - 0.6,
        x2: (d) => d.x - 0.6,
        y1: (d) => d.parent + 0.4,
        y2: 'y',
        stroke: 'var(--quiet)',
      }),
      Plot.link(below, {
        x1: (d) => d.x - 0.6,
        x2: (d) => d.x - 0.1,
        y1: 'y',
        y2: 'y',
        stroke: 'var(--quiet)',
      }),
      Plot.text(placed, {
        x: 'x',
        y: 'y',
        text: label,
        fill: ink,
        textAnchor: 'start',
        fontFamily: MONO,
        fontSize: 13,
      }),
    ],
  };
}

function parentOf(rows: readonly TreeRow[], i: number): number {
  for (let above = i - 1; above >= 0; above--) if (rows[above]!.depth < rows[i]!.depth) return above;
  return 0;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly value: number;
  readonly marked: boolean;
}

function grids({ parts, signs }: Grids): Sized {
  const widths = parts.map(({ rows, label }) =>
    Math.max((rows[0]?.length ?? 0) * CELL.width, label.length * 8),
  );
  const starts = widths.map((_, i) =>
    widths.slice(0, i).reduce((sum, width, k) => sum + width + signWidth(signs[k]), 0),
  );
  const total = starts.at(-1)! + widths.at(-1)!;
  const tallest = Math.max(...parts.map(({ rows }) => rows.length));
  const scale = Math.max(1, total / (WIDTH - 32));
  const boxes = parts.flatMap((part, i) => boxesOf(part, starts[i]!));
  const labels = parts.map(({ label, rows }, i) => ({
    x: starts[i]! + ((rows[0]?.length ?? 0) * CELL.width) / 2,
    label,
  }));
  const between = signs.map((sign, i) => ({
    x: starts[i + 1]! - signWidth(sign) / 2,
    y: (tallest * CELL.height) / 2,
    sign,
  }));
  const font = 12 / scale;
  return {
    height: (tallest * CELL.height) / scale + 40,
    marginLeft: 16,
    marginTop: 32,
    marginBottom: 8,
    x: { axis: null, domain: [0, total * Math.max(1, (WIDTH - 32) / total)] },
    y: { axis: null, domain: [0, tallest * CELL.height], reverse: true },
    marks: [
      ...cells(boxes, font),
      Plot.text(labels, {
        x: 'x',
        text: 'label',
        frameAnchor: 'top',
        dy: -16,
        fontWeight: 600,
        fontSize: Math.max(9, font),
      }),
      Plot.text(between, { x: 'x', y: 'y', text: 'sign', fontSize: 18 / scale }),
    ],
  };
}

/** A box and its number for each element: the larger, the darker. */
function cells(boxes: readonly Box[], fontSize: number): Plot.Markish[] {
  const largest = Math.max(
    ...boxes.map(({ value }) => (Number.isFinite(value) ? Math.abs(value) : 0)),
    1e-300,
  );
  return [
    Plot.rect(boxes, {
      x1: 'x',
      x2: (d: Box) => d.x + CELL.width,
      y1: 'y',
      y2: (d: Box) => d.y + CELL.height,
      fill: (d: Box) => (d.value < 0 ? 'var(--b)' : 'var(--a)'),
      fillOpacity: (d: Box) => 0.08 + (0.5 * Math.abs(d.value)) / largest,
      stroke: (d: Box) => (d.marked ? 'var(--c)' : 'var(--quiet)'),
      strokeWidth: (d: Box) => (d.marked ? 2.5 : 0.5),
    } as Plot.RectOptions),
    Plot.text(boxes, {
      x: (d: Box) => d.x + CELL.width / 2,
      y: (d: Box) => d.y + CELL.height / 2,
      text: (d: Box) => brief(d.value),
      fontSize,
      fontFamily: MONO,
    }),
  ];
}

function boxesOf({ rows, marked = [] }: Grid, start: number): Box[] {
  return rows.flatMap((row, i) =>
    row.map((value, j) => ({
      x: start + j * CELL.width,
      y: i * CELL.height,
      value,
      marked: marked.some(([a, b]) => a === i && b === j),
    })),
  );
}

function trace({ along, series }: Trace): Sized {
  const points = series.flatMap(({ label, values }, order) =>
    values.map((value, step) => ({
      step,
      // An axis from one denormal number to another has no room for its steps.
      value: Math.abs(value) < 1e-300 ? 0 : value,
      label,
      stroke: SERIES[order % SERIES.length]!,
    })),
  );
  const starts = series.map((_, i) =>
    series.slice(0, i).reduce((sum, { label }) => sum + 24 + label.length * 8, 0),
  );
  return {
    height: 250,
    marginTop: 32,
    x: { label: along, tickFormat: (step: number) => (Number.isInteger(step) ? String(step) : '') },
    y: { label: null, grid: true, nice: true },
    marks: [
      Plot.line(points, { x: 'step', y: 'value', z: 'label', stroke: 'stroke', strokeWidth: 2 }),
      ...series.map(({ label }, order) =>
        Plot.text([`— ${label}`], {
          frameAnchor: 'top-left',
          textAnchor: 'start',
          dx: starts[order]!,
          dy: -24,
          fill: SERIES[order % SERIES.length]!,
          fontWeight: 600,
        }),
      ),
    ],
  };
}
