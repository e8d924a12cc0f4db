import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPicture } from '../../../grader/portrait/picture.ts';

const histogram = {
  kind: 'histogram',
  title: 'H',
  edges: [0, 1, 2],
  counts: [3, 4],
  expected: [3.5, 3.5],
  marks: [{ at: 1, label: '1' }],
};
const tree = {
  kind: 'tree',
  title: 'T',
  rows: [{ depth: 0, name: 'a', note: '', tiedTo: 'b', marked: true }],
};
const grids = {
  kind: 'grids',
  title: 'G',
  parts: [
    { label: 'a', rows: [[1, 2]] },
    { label: 'b', rows: [[3, 4]], marked: [[0, 1]] },
  ],
  signs: ['→'],
};
const trace = { kind: 'trace', title: 'X', along: 'step', series: [{ label: 'loss', values: [2, 1] }] };
const panels = { kind: 'panels', title: 'P', pictures: [histogram, trace] };

describe('a picture drawn by a submission', () => {
  it.each([histogram, tree, grids, trace, panels])('$kind: is taken as it is', (picture) => {
    expect(readPicture(JSON.parse(JSON.stringify(picture)))).toEqual(picture);
  });
  it('numbers that JSON cannot hold are NaN again', () => {
    const given = { ...trace, series: [{ label: 'loss', values: [null, 1] }] };
    expect(readPicture(given)).toMatchObject({ series: [{ values: [Number.NaN, 1] }] });
  });
  it.each([
    ['nothing', undefined],
    ['text', 'a picture'],
    ['another kind', { ...tree, kind: 'poem' }],
    ['a field more', { ...tree, onload: 'x' }],
    ['a field less', { kind: 'tree', title: 'T' }],
    ['a title without end', { ...tree, title: 'x'.repeat(301) }],
    ['more rows than fit', { ...tree, rows: Array.from({ length: 301 }, () => tree.rows[0]) }],
    ['counts without edges', { ...histogram, edges: [0, 1] }],
    ['another number of expectations', { ...histogram, expected: [1] }],
    ['an edge that is no number', { ...histogram, edges: [0, null, 2] }],
    ['signs without parts', { ...grids, signs: [] }],
    ['panels in panels', { ...panels, pictures: [panels] }],
    ['panels with a broken part', { ...panels, pictures: [{ ...grids, signs: [] }] }],
  ])('%s is no picture', (_, given) => {
    expect(readPicture(given)).toBeUndefined();
  });
  it('no JSON makes it throw (property)', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (given) => {
        expect(readPicture(given)).toBeUndefined();
      }),
    );
  });
});
