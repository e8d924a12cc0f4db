import { expect, it } from 'vitest';
import { distance, nearest } from '../../grader/nearest.ts';

it('counts inserted, deleted and replaced letters', () => {
  expect(distance('', '')).toBe(0);
  expect(distance('kata', 'kata')).toBe(0);
  expect(distance('grdae', 'grade')).toBe(2);
  expect(distance('', 'list')).toBe(4);
});

it('suggests the most alike word, the first on a tie, none from none', () => {
  expect(nearest('GRAD', ['hint', 'grade'])).toBe('grade');
  expect(nearest('xx', ['ab', 'cd'])).toBe('ab');
  expect(nearest('x', [])).toBeUndefined();
});
