import { expect, it } from 'vitest';
import { stubsOf, unshipped } from '../../../grader/keep/record-stubs.ts';
import { ADD, katas, makeCourse, stub, write } from '../fixtures/grade/course.ts';

it('records the stubs of a course, and no file that is started', () => {
  const course = makeCourse();
  expect(stubsOf(course.folder)).toEqual(Object.fromEntries(katas.map((id) => [`${id}/kata.ts`, stub(id)])));
  write(course.katas, `${ADD}/kata.ts`, 'export const add = 1;');
  expect(() => stubsOf(course.folder)).toThrow(
    `katas/${ADD}: expected a stub, received a file that is started. Put the stub back first.`,
  );
});

it('says what katas/ holds that is not shipped', () => {
  const course = makeCourse();
  expect(unshipped(course.folder)).toEqual([]);
  write(course.katas, `${ADD}/kata.ts`, `// new\n${stub(ADD)}`);
  write(course.katas, `${ADD}/notes.md`, 'mine');
  expect(unshipped(course.folder)).toEqual([
    `katas/${ADD}/kata.ts: expected the stub on record, received another. Run npm run stubs.`,
    `katas/${ADD}/notes.md: expected the parts of a kata only, received this. Move it away.`,
  ]);
});
