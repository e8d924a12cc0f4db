import { expect, it } from 'vitest';
import { drawCell, drawPair, number, tellDifference } from '../../../grader/report/cell.ts';
import { paperFor } from '../../../grader/report/paper.ts';
import type { Cell } from '../../../grader/types.ts';

const paper = paperFor('en', 80, false);
const grid = (shape: number[], values: number[]): Cell => ({ kind: 'grid', shape, values });
const text = (lines: string[]): string => `\n${lines.join('\n')}\n`;

it('aligns columns and marks one entry', () => {
  expect(text(drawCell(grid([2, 2], [1, -0.5, 12, 3]), paper, [1, 0]))).toBe(`
[  1  -0.5 ]
[›12‹    3 ]
`);
  expect(drawCell(grid([3], [1, 2, 3]), paper, [2])).toEqual(['[ 1  2 ›3‹]']);
  expect(drawCell(grid([], [0.1]), paper)).toEqual(['0.1']);
  expect(drawCell(grid([0, 3], []), paper)).toEqual(['[] (0, 3)']);
});

it('writes numbers shortly, and the special ones plainly', () => {
  expect([1 / 3, -0, Number.NaN, -Infinity, 1e-9, 123456789].map((value) => number(value))).toEqual([
    '0.333333',
    '-0',
    'NaN',
    '-Infinity',
    '1e-9',
    '123457000',
  ]);
});

it('puts expected and yours side by side, and one below the other on narrow paper', () => {
  const [expected, yours] = [grid([2, 2], [1, 2, 3, 4]), grid([2, 2], [1, 2, 3, 5])];
  expect(text(drawPair(expected, yours, paper, [1, 1]))).toBe(
    `
expected    yours
[ 1  2 ]    [ 1  2 ]
[ 3 ›4‹]    [ 3 ›5‹]
`,
  );
  const wide = grid(
    [1, 8],
    [1e8, 2e8, 3e8, 4e8, 5e8, 6e8, 7e8, 8e8].map((value) => value + 0.5),
  );
  expect(drawPair(wide, wide, paperFor('en', 40, false))).toHaveLength(4);
});

it('aligns Chinese headings by their width in the terminal', () => {
  const [expected, yours] = [grid([2, 1], [100000, 1]), grid([2, 1], [100000, 2])];
  expect(text(drawPair(expected, yours, paperFor('zh-CN', 80, false), [1, 0]))).toBe(`
应为          你的
[ 100000 ]    [ 100000 ]
[›     1‹]    [›     2‹]
`);
});

it('shows as many digits as the difference needs', () => {
  const [expected, yours] = [grid([1], [0.1]), grid([1], [0.1 + 2 ** -55])];
  expect(drawPair(expected, yours, paper, [0])[1]).toContain('0.10000000000000003');
  expect(tellDifference(grid([1], [0.5]), grid([1], [0.5000001]), [0], paper)).toBe(
    'First difference at [0]: expected 0.5, yours 0.5000001.',
  );
});

it('tells differing shapes and a missing list item', () => {
  expect(tellDifference(grid([2, 3], [1, 2, 3, 4, 5, 6]), grid([3], [1, 2, 3]), [0], paper)).toBe(
    'The shapes differ: expected (2, 3), yours (3,).',
  );
  const list = (...items: string[]): Cell => ({ kind: 'list', items });
  expect(tellDifference(list('weight', 'bias'), list('weight'), [1], paper)).toBe(
    'First difference at [1]: expected bias, yours —.',
  );
  expect(text(drawPair(list('weight', 'bias'), list('weight', 'b'), paper, [1]))).toBe(`
expected    yours
 weight      weight
›bias‹      ›b‹
`);
  expect(tellDifference({ kind: 'text', text: 'a' }, { kind: 'text', text: 'b' }, [0], paper)).toBe('');
});

it('shows a window of eight around the mark, and slices of higher ranks', () => {
  const long = grid(
    [20],
    Array.from({ length: 20 }, (_, i) => i),
  );
  expect(drawCell(long, paper, [19])).toEqual(['[ … 12  13  14  15  16  17  18 ›19‹]']);
  expect(drawCell(long, paper)).toEqual(['[ 0  1  2  3  4  5  6  7 … ]']);
  const narrow = drawCell(grid([20], Array(20).fill(-0.8660254)), paperFor('en', 40, false), [7]);
  expect(narrow).toEqual(['[ … -0.866025 ›-0.866025‹… ]']);
  const cube = grid([4, 1, 2], [0, 1, 2, 3, 4, 5, 6, 7]);
  expect(text(drawCell(cube, paper, [2, 0, 1]))).toBe(`
[2, :, :]
[ 4 ›5‹]
[3, :, :]
[ 6  7 ]
(2 more)
`);
});

it('makes control characters of a submission visible', () => {
  expect(drawCell({ kind: 'text', text: 'a\u001b[31mb\u202ec' }, paper)).toEqual(['a\\u001b[31mb\\u202ec']);
});
