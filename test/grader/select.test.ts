import { expect, it } from 'vitest';
import { readCatalogue } from '../../grader/catalogue.ts';
import { GraderError } from '../../grader/errors.ts';
import { selectKatas } from '../../grader/select.ts';
import { ADD, katas, makeCourse } from './fixtures/grade/course.ts';

const select = (...words: string[]): string[] =>
  selectKatas(readCatalogue(makeCourse().folder), words).map(({ id }) => id);

it.each([
  ADD,
  '01-sums/01',
  '01/01',
  'add',
  `katas/${ADD}`,
  `./katas/${ADD}/kata.ts`,
  `/home/x/katas/${ADD}/README.zh-CN.md`,
  `katas\\01-sums\\01-add\\`,
])('knows the kata by %s', (word) => {
  expect(select(word)).toEqual([ADD]);
});

it('takes a whole group, everything without words, and each kata once in catalogue order', () => {
  expect(select('01-sums')).toEqual(katas.slice(0, 2));
  expect(select()).toEqual([...katas]);
  expect(select('last', 'add', '02/01')).toEqual(['01-sums/01-add', '02-more/01-last']);
});

it('suggests the nearest name for an unknown one', () => {
  expect(() => select('adds-again')).toThrow(GraderError);
  expect(() => select('adds-again')).toThrow(
    'grade: expected a kata name, received "adds-again". Did you mean add-again? See npm start -- list.',
  );
});
