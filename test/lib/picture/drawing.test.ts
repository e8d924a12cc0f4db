import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { Linear, ReLU, Sequential } from '#lib';
import { histogramOf, type Picture, pictureText, treeOf, uniform } from '#lib/picture';
import { pictureSvg } from '#lib/picture/svg';

const shared = new Linear(2, 3, { bias: false });
const tree = treeOf(new Sequential(shared, new ReLU(), shared) as unknown as Sequential, { title: 'A tree' });
const words = fc.string({
  unit: fc.oneof(fc.constant('\u0000'), fc.constant('\ud800'), fc.string({ maxLength: 1 })),
  maxLength: 12,
});
const numbers = fc.double({ min: -1e9, max: 1e9, noNaN: true });
const grid = fc
  .tuple(words, fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }), fc.infiniteStream(numbers))
  .map(([label, rows, columns, values]) => ({
    label,
    rows: Array.from({ length: rows }, () => [...values.take(columns)]),
    marked: [[0, 0]] as const,
  }));
const simple: fc.Arbitrary<Picture> = fc.oneof(
  fc
    .tuple(words, fc.array(numbers, { minLength: 1 }))
    .map(([title, values]) => histogramOf(values, { title, bins: 8, theory: uniform(-1, 1) })),
  fc
    .tuple(words, fc.array(grid, { minLength: 1, maxLength: 3 }))
    .map(
      ([title, parts]): Picture => ({ kind: 'grids', title, parts, signs: parts.slice(1).map(() => '+') }),
    ),
  fc
    .tuple(
      words,
      words,
      fc.array(fc.tuple(words, fc.array(numbers, { minLength: 1, maxLength: 9 })), {
        minLength: 1,
        maxLength: 3,
      }),
    )
    .map(
      ([title, along, lines]): Picture => ({
        kind: 'trace',
        title,
        along,
        series: lines.map(([label, values]) => ({ label, values })),
      }),
    ),
  fc
    .tuple(words, words)
    .map(([title, name]): Picture => ({ ...tree, title, rows: [{ depth: 0, name, note: '' }] })),
);
const pictures = fc.oneof(
  simple,
  fc
    .tuple(words, fc.array(simple, { minLength: 1, maxLength: 3 }))
    .map(([title, parts]): Picture => ({ kind: 'panels', title, pictures: parts })),
);

describe('pictures as text', () => {
  it('a tree: branches, shapes, and a pointer to what is tied', () => {
    expect(pictureText(tree)).toEqual([
      'A tree',
      'Sequential',
      '├─ 0  Linear',
      '│  └─ weight  (3, 2) 6',
      '├─ 1  ReLU',
      '└─ 2  Linear ↪ 0',
    ]);
  });
  it('a histogram: bars, what was expected, and the marks', () => {
    const picture = histogramOf([-1, -0.5, 0, 0, 0], { title: 'H', bins: 3, theory: uniform(-1, 1) });
    expect(pictureText(picture, 40)).toEqual([
      'H',
      '   -0.733 │████████████▋       ‹ -1',
      '        0 │███████████████████',
      '    0.733 │         ·          ‹ 1',
    ]);
  });
  it('grids: signs half-way down, marks in ‹ ›, one below the other where it is narrow', () => {
    const picture: Picture = {
      kind: 'grids',
      title: 'G',
      parts: [
        {
          label: 'before',
          rows: [
            [1, 2],
            [3, 4],
          ],
        },
        {
          label: 'after',
          rows: [
            [42, 3],
            [-0, Number.NaN],
          ],
          marked: [[0, 0]],
        },
      ],
      signs: ['→'],
    };
    expect(pictureText(picture)).toEqual([
      'G',
      'before       after',
      '[ 1  2 ]  →  [ ‹42›    3 ]',
      '[ 3  4 ]     [    0  NaN ]',
    ]);
    expect(pictureText(picture, 20)[4]).toBe('  →');
  });
  it('a trace: first, course, last', () => {
    const picture: Picture = {
      kind: 'trace',
      title: 'T',
      along: 'step',
      series: [{ label: 'loss', values: [4, 2, 1, Number.NaN] }],
    };
    expect(pictureText(picture)).toEqual(['T', 'loss         4 █▃▁? NaN', 'step         0 … 3']);
  });
  it('every picture is drawn, its title first (property)', () => {
    fc.assert(
      fc.property(pictures, fc.integer({ min: 30, max: 120 }), (picture, width) => {
        const lines = pictureText(picture, width);
        expect(lines.length).toBeGreaterThan(0);
        expect(lines[0]).toBe(picture.kind === 'panels' ? picture.pictures[0]!.title : picture.title);
      }),
    );
  });
});

const denormal: Picture = {
  kind: 'trace',
  title: '',
  along: '',
  series: [{ label: '', values: [-5e-324, 5e-324] }],
};

describe('pictures as SVG', () => {
  it('are well-formed whatever the labels hold, and the same each time (property)', () => {
    fc.assert(
      fc.property(pictures, (picture) => {
        const svg = pictureSvg(picture);
        expect(XMLValidator.validate(svg)).toBe(true);
        expect(pictureSvg(picture)).toBe(svg);
        expect(svg).not.toMatch(/NaN(?!<)|undefined/);
      }),
      { numRuns: 40, seed: 11, examples: [[denormal]] },
    );
  });
  it('are an image with a text in its place, and bring both colour schemes', () => {
    const { svg } = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' }).parse(
      pictureSvg(tree),
    );
    expect([svg.role, svg['aria-label'], svg.title]).toEqual(['img', 'A tree', 'A tree']);
    expect(svg.style).toContain('prefers-color-scheme:dark');
  });
  it('hold nothing that runs or is fetched', () => {
    const svg = pictureSvg({
      ...tree,
      title: '<script>alert(1)</script>"onload="x',
      rows: [{ depth: 0, name: '<a href="http://x">', note: '&' }],
    });
    expect(svg).not.toMatch(/<script|<a |<image|<foreignObject| on\w+="|url\(/);
  });
});
