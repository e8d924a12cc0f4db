import { expect, it } from 'vitest';
import { distance, nearest } from '../../grader/nearest.ts';

it('counts inserted, deleted and replaced letters', () => {
  expect(distance('', '')).toBe(0);
  expect(distance('kata', 'kata')).toBe(0);
  expect(distance('grdae', 'grade')).toBe(2);
  expect(distance('', 'list')).toBe(4);
});

it('suggests the most alike word, the first on a tie, none where nothing is alike', () => {
  expect(nearest('GRAD', ['hint', 'grade'])).toBe('grade');
  expect(nearest('xb', ['ab', 'cb'])).toBe('ab');
  expect(nearest('sol', ['list', 'solution'])).toBe('solution');
  expect(nearest('x', [])).toBeUndefined();
  expect(nearest('99', ['summary', '04-tying/01'])).toBeUndefined();
});
