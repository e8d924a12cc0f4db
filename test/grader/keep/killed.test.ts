import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { type Keep, type KeptKata, openKeep } from '../../../grader/keep/index.ts';
import { type Course, makeStubs, scratch, stub, write } from '../fixtures/grade/course.ts';
import { dyingDisk, quickDisk } from './dying-disk.ts';
import { both, scenes } from './scenes.ts';

const open = (course: Course, disk = quickDisk): Keep =>
  openKeep(course.folder, course.katas, { now: () => new Date(0), disk });
const fileOf = (course: Course, kata: KeptKata): string => join(course.katas, kata.id, 'kata.ts');
const edit = (course: Course, text: string, kata: KeptKata): void =>
  write(course.katas, `${kata.id}/kata.ts`, text);
const read = (course: Course, kata: KeptKata): string =>
  existsSync(fileOf(course, kata)) ? readFileSync(fileOf(course, kata), 'latin1') : '';
const names = ['add', 'again'] as const;
const stubs = both.map(({ id }) => stub(id));
const wanted = {
  stubs,
  older: ['old add', 'old again'],
  given: ['given', 'given'],
  none: ['', ''],
  'nothing new': [],
} as const;

/** Two katas with an answer each, and an older one in the keep. */
function begin(): Course {
  const course = makeStubs();
  for (const [i, kata] of both.entries()) edit(course, `old ${names[i]}`, kata);
  open(course).reset(...both);
  for (const [i, kata] of both.entries()) edit(course, `my ${names[i]}`, kata);
  return course;
}

/** Each file is the old one or the new one, both answers can be brought back, and the keep works as before. */
function check(course: Course, news: readonly string[]): void {
  both.forEach((kata, i) => {
    const after = read(course, kata);
    expect([`my ${names[i]}`, news[i]]).toContain(after);
    const keep = open(course);
    const kept = keep.versions(kata).map(({ files }) => String(keep.store.get(Object.values(files)[0]!)));
    expect([...kept, after]).toEqual(expect.arrayContaining([`my ${names[i]}`, `old ${names[i]}`]));
  });
  for (const kata of both) edit(course, 'begun again', kata);
  open(course).reset(...both);
  expect(both.map((kata) => read(course, kata))).toEqual(stubs);
  const left = readdirSync(course.folder, { recursive: true, encoding: 'utf8' });
  expect(left.filter((path) => path.endsWith('.katas-tmp') && !path.includes('objects'))).toEqual([]);
}

describe('a process that ends at any of its writes leaves each file old or new, and loses nothing', () => {
  it.each(scenes.map((scene) => [scene.name, scene] as const))(
    '%s, at every call to the disk',
    (_, scene) => {
      const { run, wanted: kind } = scene;
      for (let last = 1; ; last++) {
        const course = begin();
        const { disk, died } = dyingDisk(last);
        try {
          run(open(course, disk));
        } catch (error) {
          if (!died()) throw error;
        }
        check(course, wanted[kind]);
        if (!died()) {
          expect(last).toBeGreaterThan(3);
          return;
        }
      }
    },
  );

  it('each, in processes that are really killed', async () => {
    const script = join(scratch(), 'dies.mjs');
    const entry = fileURLToPath(new URL('dies.ts', import.meta.url));
    await build({ entryPoints: [entry], outfile: script, bundle: true, platform: 'node', format: 'esm' });
    const killedIn = async (name: string, news: readonly string[]): Promise<number> => {
      for (let last = 1; ; last++) {
        const course = begin();
        const words = [script, name, course.folder, course.katas, String(last)];
        const failed = await new Promise<Error | null>((resolve) =>
          execFile(process.execPath, words, resolve),
        );
        check(course, news);
        if (failed === null) return last - 1;
        expect(failed).toMatchObject({ signal: 'SIGKILL' });
      }
    };
    const changing = scenes.filter((scene) => scene.wanted !== 'nothing new');
    const killed = await Promise.all(changing.map((scene) => killedIn(scene.name, wanted[scene.wanted])));
    // Two kept answers, a line of the journal, and two files, at least.
    for (const times of killed) expect(times).toBeGreaterThan(6);
  });
});
