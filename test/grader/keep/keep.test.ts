import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Keep, type KeptKata, openKeep } from '../../../grader/keep/index.ts';
import { ADD, type Course, makeStubs as makeCourse, stub } from '../fixtures/grade/course.ts';
import { failingDisk, quickDisk } from './dying-disk.ts';
import { add, again, both } from './scenes.ts';

const fileOf = (course: Course, kata = add): string => join(course.katas, kata.id, 'kata.ts');
const read = (course: Course, kata = add): string => readFileSync(fileOf(course, kata), 'latin1');
const edit = (course: Course, bytes: Uint8Array | string, kata = add): void =>
  writeFileSync(fileOf(course, kata), bytes);
const contents = (keep: Keep, kata = add): string[] =>
  keep.versions(kata).map(({ files }) => keep.store.get(Object.values(files)[0]!).toString('latin1'));

/** The keep's time stands still, so that equal histories are equal bytes. */
const now = (): Date => new Date(0);
const open = (course: Course): Keep => openKeep(course.folder, course.katas, { now, disk: quickDisk });

describe('keep', () => {
  it('reset gives the shipped stub, undo the bytes before it, a second undo the stub again', () => {
    const course = makeCourse();
    const mine = '\u{FEFF}export const add = 1;\r\n// no line end';
    edit(course, mine);
    const keep = open(course);
    keep.reset(add);
    expect(read(course)).toBe(stub(ADD));
    keep.undo(add);
    expect(readFileSync(fileOf(course))).toEqual(Buffer.from(mine));
    keep.undo(add);
    expect(read(course)).toBe(stub(ADD));
  });

  it('reset brings back a file that is missing, and leaves the other as it is', () => {
    const course = makeCourse();
    const record = join(course.folder, 'test', 'stubs.json');
    const stubs = JSON.parse(readFileSync(record, 'utf8')) as Record<string, string>;
    writeFileSync(record, JSON.stringify({ ...stubs, [`${ADD}/property.ts`]: 'stub' }));
    const boss: KeptKata = { id: ADD, files: ['kata.ts', 'property.ts'] };
    const property = join(course.katas, ADD, 'property.ts');
    edit(course, 'mine');
    open(course).reset(boss);
    expect([read(course), readFileSync(property, 'utf8')]).toEqual(['mine', 'stub']);
    open(course).reset(boss);
    expect(read(course)).toBe(stub(ADD));
  });

  it('has nothing to do for a stub, and nothing to undo at first', () => {
    const course = makeCourse();
    expect(open(course).reset(add)).toBeUndefined();
    expect(open(course).undo()).toBeUndefined();
    expect(open(course).undo(add)).toBeUndefined();
  });

  it('resets several katas as one change; undo takes back one of them, or all', () => {
    const course = makeCourse();
    for (const kata of both) edit(course, `mine ${kata.id}`, kata);
    open(course).reset(...both);
    open(course).undo(again);
    expect([read(course), read(course, again)]).toEqual([stub(ADD), `mine ${again.id}`]);
    open(course).undo(again);
    open(course).reset(...both);
    open(course).undo();
    expect(both.map((kata) => read(course, kata))).toEqual([stub(ADD), `mine ${again.id}`]);
  });

  it('remembers the last version that passed, once each', () => {
    const course = makeCourse();
    const keep = open(course);
    expect(keep.lastPassed(add)).toBeUndefined();
    for (const text of ['one', 'two', 'two']) keep.recordPassed(add, new Map([['kata.ts', text]]));
    expect(keep.lastPassed(add)).toEqual(new Map([['kata.ts', 'two']]));
    expect(keep.versions(add).map(({ reason }) => reason)).toEqual(['passed', 'passed']);
  });

  it('keeps contents once, whatever points to them', () => {
    const course = makeCourse();
    const keep = open(course);
    const first = keep.snapshot(add, 'before class');
    const second = keep.snapshot(add, 'after class');
    expect(first.files).toEqual(second.files);
    expect(keep.versions(add).map(({ reason }) => reason)).toEqual(['after class']);
  });

  it('keeps the mode of a file', () => {
    if (process.platform === 'win32') return;
    const course = makeCourse({ [`katas/${ADD}/kata.ts`]: 'mine' });
    chmodSync(fileOf(course), 0o600);
    open(course).reset(add);
    expect(statSync(fileOf(course)).mode & 0o777).toBe(0o600);
  });

  it('removes a file and brings it back, with its folder', () => {
    const course = makeCourse();
    const path = open(course).pathsOf(add)[0]!;
    const before = read(course);
    open(course).change('update', [[path, null]]);
    expect(existsSync(fileOf(course))).toBe(false);
    open(course).undo();
    expect(read(course)).toBe(before);
  });
});

describe('whatever a learner does in whatever order', () => {
  const step = fc.record({
    kata: fc.constantFrom(...both),
    act: fc.constantFrom('edit', 'reset', 'reset both', 'undo', 'undo all', 'pass', 'snapshot', 'restore'),
    bytes: fc.uint8Array({ maxLength: 6 }),
    pick: fc.nat(9),
  });
  type Step = { kata: KeptKata; act: string; bytes: Uint8Array; pick: number };

  const act = (course: Course, { kata, act, bytes, pick }: Step): void => {
    const keep = open(course);
    if (act === 'edit') edit(course, bytes, kata);
    if (act === 'reset') keep.reset(kata);
    if (act === 'reset both') keep.reset(...both);
    if (act === 'undo') keep.undo(kata);
    if (act === 'undo all') keep.undo();
    if (act === 'pass') keep.recordPassed(kata, new Map([['kata.ts', read(course, kata)]]));
    if (act === 'snapshot') keep.snapshot(kata, 'by hand');
    const versions = keep.versions(kata);
    if (act === 'restore' && versions.length > 0) keep.restore(kata, versions[pick % versions.length]!);
  };

  it('no content that was there when the grader wrote is ever lost', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const course = makeCourse();
        const seen = new Map(both.map((kata) => [kata, new Set<string>()]));
        for (const each of steps) {
          const before = both.map((kata) => read(course, kata));
          act(course, each);
          both.forEach((kata, i) => {
            if (each.act !== 'edit' && read(course, kata) !== before[i]) seen.get(kata)!.add(before[i]!);
          });
          for (const kata of both) {
            const kept = new Set([...contents(open(course), kata), read(course, kata)]);
            expect([...seen.get(kata)!].filter((content) => !kept.has(content))).toEqual([]);
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  it('undo takes back exactly what the grader did last, and is taken back by undo', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), fc.boolean(), (steps, alone) => {
        const course = makeCourse();
        for (const each of steps) act(course, each);
        edit(course, 'mine');
        open(course).reset(add);
        edit(course, 'later');
        open(course).undo(alone ? add : undefined);
        expect(read(course)).toBe('mine');
        open(course).undo(alone ? add : undefined);
        expect(read(course)).toBe('later');
      }),
      { numRuns: 12 },
    );
  });
});

describe('a disk that refuses', () => {
  const refusal = (disk: Parameters<typeof openKeep>[2], course: Course): string => {
    try {
      openKeep(course.folder, course.katas, { now, ...disk }).reset(...both);
    } catch (error) {
      return (error as Error).message;
    }
    return 'nothing was refused';
  };
  const changed = { [`katas/${ADD}/kata.ts`]: 'mine', [`katas/${again.id}/kata.ts`]: 'mine too' };

  it('says that nothing was changed when the keep cannot be written', () => {
    const course = makeCourse(changed);
    expect(refusal({ disk: failingDisk('mkdirSync', 'EACCES') }, course)).toMatch(
      /^keep: expected to save your files in .*\.katas, received "EACCES: refused"\. Nothing was changed; make the folder writable\.$/,
    );
    expect(read(course)).toBe('mine');
  });

  it('puts back what it wrote when a later file cannot be written', () => {
    for (let from = 1; from < 20; from++) {
      const course = makeCourse(changed);
      const told = refusal({ disk: failingDisk('renameSync', 'EBUSY', from) }, course);
      if (told === 'nothing was refused') {
        expect(from).toBeGreaterThan(4);
        return;
      }
      expect(told).toMatch(/^(keep|katas.*kata\.ts): expected .*, received "EBUSY: refused"\./);
      if (told.startsWith('katas')) expect(told).toContain('then run npm start -- undo.');
    }
    throw new Error('a disk that never refused was expected in the end');
  });

  it('tells a content that is gone or changed', () => {
    const course = makeCourse(changed);
    open(course).reset(add);
    const hash = Object.values(open(course).versions(add)[0]!.files)[0]!;
    writeFileSync(open(course).store.path(hash), 'tampered');
    expect(() => open(course).undo(add)).toThrow(
      `keep: expected the kept content ${hash.slice(0, 12)}, received other bytes. Choose another version with npm start -- undo --list.`,
    );
  });

  it('names the stub that is not on record', () => {
    const course = makeCourse({ 'test/stubs.json': '{}' });
    expect(() => open(course).reset(add)).toThrow(
      `test/stubs.json: expected a stub for ${ADD}/kata.ts, received none. Run npm run stubs.`,
    );
  });
});

it('the journal survives a torn last line, and goes on after it', () => {
  const course = makeCourse();
  edit(course, 'mine');
  open(course).reset(add);
  const { path } = open(course).journal;
  writeFileSync(path, `${readFileSync(path, 'utf8')}{"kind":"change","ti`);
  edit(course, 'mine again');
  open(course).reset(add);
  expect(contents(open(course))).toEqual(['mine again', 'mine']);
  open(course).undo(add);
  expect(read(course)).toBe('mine again');
});
