import { appendFileSync, existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { type Change, watchFiles } from '../../../grader/watch/files.ts';
import { ADD, makeCourse, write } from '../fixtures/grade/course.ts';

/** Watches a course of its own; `hear` waits for a change. */
async function begin(patience?: number) {
  const course = makeCourse();
  write(course.folder, 'lib/index.ts', 'export {};\n');
  const queue: Change[] = [];
  let wake = (): void => {};
  let polls: (() => void) | undefined;
  const polling = new Promise<void>((resolve) => {
    polls = resolve;
  });
  const changed = (change: Change): void => {
    queue.push(change);
    wake();
  };
  const files = await watchFiles(
    { course: course.folder, katasFolder: course.katas, changed, polling: polls! },
    patience,
  );
  onTestFinished(() => files.close());
  /** Waits for a change; one save may be told twice, two as one. */
  const hear = async (wanted: Change): Promise<void> => {
    for (;;) {
      const [change] = queue.splice(0, 1);
      if (change && (change.course || !wanted.course) && wanted.ids.every((id) => change.ids.includes(id)))
        return;
      if (change === undefined)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  };
  return { ...course, hear, polling, ready: files.ready, file: join(course.katas, ADD, 'kata.ts') };
}

it('hears of a save, of one by renaming, of one by removing and of a change of the course', async () => {
  const { folder, katas, file, hear, ready } = await begin();
  writeFileSync(file, 'one');
  await hear({ ids: [ADD], course: false });
  await ready;
  writeFileSync(`${file}.tmp`, 'two');
  renameSync(`${file}.tmp`, file);
  await hear({ ids: [ADD], course: false });
  rmSync(file);
  writeFileSync(file, 'three');
  await hear({ ids: [ADD], course: false });
  appendFileSync(join(katas, ADD, 'README.md'), 'more');
  await hear({ ids: [], course: true });
  writeFileSync(join(folder, 'lib/index.ts'), 'export const a = 1;\n');
  await hear({ ids: [], course: true });
  expect(readdirSync(join(folder, '.katas')).filter((name) => name.startsWith('probe'))).toEqual([]);
});

it('looks at the files when the event of the probe does not come in time', async () => {
  const { file, hear, polling, ready } = await begin(0);
  await polling;
  writeFileSync(file, 'a longer text than before');
  await hear({ ids: [ADD], course: false });
  await ready;
  expect(existsSync(file)).toBe(true);
});
