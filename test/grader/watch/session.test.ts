import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { endAll, livingChildren } from '../../../grader/child-process.ts';
import type { Change, Watched } from '../../../grader/watch/files.ts';
import { meansOf } from '../../../grader/watch/index.ts';
import { type Manner, type Means, runSession } from '../../../grader/watch/session.ts';
import { ADD, type Course, katas, makeCourse, short, stub, write } from '../fixtures/grade/course.ts';
import { makePerson } from './person.ts';

const right = 'export const add = (a: number, b: number): number => a + b;\n';
const minus = 'export const add = (a: number, b: number): number => a - b;\n';
const screen: Manner = { language: 'en', colours: false, plain: false };
const [, SECOND, LAST] = katas;

/** A session on a course of its own with a terminal of its own; file events are told by hand. */
async function begin(course: Course, manner: Partial<Manner> = {}, change: Partial<Means> = {}) {
  const person = makePerson();
  const stubs = Object.fromEntries(katas.map((id) => [`${id}/kata.ts`, stub(id)]));
  write(course.folder, 'test/stubs.json', JSON.stringify(stubs));
  let watched: Watched | undefined;
  let closed = 0;
  const openWatch: Means['openWatch'] = async (given) => {
    watched = given;
    return { ready: Promise.resolve(), close: async () => void closed++ };
  };
  const means = {
    ...meansOf({ course: course.folder, katasFolder: course.katas, limits: short }),
    openWatch,
    ...change,
  };
  const ready = person.output.see('watching');
  const plain = manner.plain ? person.output.see('Next') : ready;
  const session = runSession(means, { ...screen, ...manner }, person);
  onTestFinished(endAll);
  await plain;
  return {
    ...person,
    session,
    closed: () => closed,
    tell: (told: Partial<Change>) => watched!.changed({ ids: [], course: false, ...told }),
    polling: () => watched!.polling(),
    save: (id: string, text: string) => {
      write(course.katas, `${id}/kata.ts`, text);
      watched!.changed({ ids: [id], course: false });
    },
    press: (keys: string) => person.input.write(keys),
  };
}

it('judges a save, shows what is wrong, then what passes, and goes on with n', async () => {
  const course = makeCourse();
  const { output, save, press, session, input } = await begin(course);
  expect(output.all).toContain('01-sums/01 Add ★');
  expect(output.all).toContain('Next: read katas/01-sums/01-add/README.md (o), write kata.ts, save.');
  const wrong = output.see('watching');
  save(ADD, minus);
  const shown = await wrong;
  expect(shown).toContain('wrong · 0 of 2 properties');
  expect(shown).toContain('✗ one and two make three');
  expect(shown).toContain('Next: edit katas/01-sums/01-add/kata.ts and save it.');
  const hint = output.see('Look at the sign.');
  press('h');
  await hint;
  const passed = output.see('watching');
  save(ADD, right);
  expect(await passed).toContain('Next: press n for 01-sums/02 Add again, 10 minutes.');
  const next = output.see('01-sums/02 Add again');
  press('n');
  await next;
  press('q');
  await session;
  expect(input.modes).toEqual([true, false]);
  expect(output.all.endsWith('\u001b[?25h\u001b[?1049l')).toBe(true);
});

it('starts at the first kata that has not passed, whatever comes after it', async () => {
  const course = makeCourse({ [`katas/${ADD}/kata.ts`]: right, [`katas/${LAST}/kata.ts`]: minus });
  const { output } = await begin(course);
  expect(output.all).toContain('01-sums/02 Add again ★★');
  expect(output.all).toContain('1/3');
});

it('tells the tests’ verdict before the types are checked, and then that the types are wrong', async () => {
  const course = makeCourse();
  const { output, save } = await begin(course);
  const passed = output.see('passed');
  const done = output.see('watching');
  save(ADD, 'export const add = (a: number, b: number): string => (a + b) as unknown as number;\n');
  expect(await passed).not.toContain('watching');
  const all = await done;
  expect(all).toContain('broken');
  expect(all).toContain('katas/01-sums/01-add/kata.ts:1: ');
});

it('lets a newer save call the older run off', async () => {
  const course = makeCourse();
  const { output, save } = await begin(course);
  const done = output.see('watching');
  save(ADD, 'export const add = (): number => { for (;;); };\n');
  save(ADD, right);
  const shown = await done;
  expect(shown).toContain('passed');
  expect(shown).not.toContain('out of time');
});

it('takes a file that is away for a moment, has CRLF or a byte order mark', async () => {
  const course = makeCourse();
  const { output, save, press, tell } = await begin(course);
  const file = join(course.katas, ADD, 'kata.ts');
  const done = output.see('watching');
  renameSync(file, `${file}~`);
  tell({ ids: [ADD] });
  write(course.katas, `${ADD}/kata.ts`, `\uFEFF${right.replaceAll('\n', '\r\n')}`);
  expect(await done).toContain('passed');
  const gone = output.see('broken');
  rmSync(file);
  tell({ ids: [ADD] });
  expect(await gone).toContain('kata.ts: expected this file, received none.');
  expect(output.all).toContain('Next: press r to bring the file back.');
  const stub = output.see('The file is back, as the stub.');
  press('r');
  await stub;
  const back = output.see('passed');
  save(ADD, right);
  expect(await back).toContain('passed');
});

it('resets, undoes and shows the difference to the last green, and never loses a line', async () => {
  const course = makeCourse({ [`katas/${ADD}/kata.ts`]: right });
  const { output, save, press, tell } = await begin(course);
  const wrong = output.see('wrong');
  save(ADD, minus);
  await wrong;
  const diff = output.see('since it last passed');
  press('d');
  const shown = await diff;
  expect(shown).toContain('-export const add = (a: number, b: number): number => a + b;');
  expect(shown).toContain('+export const add = (a: number, b: number): number => a - b;');
  const reset = output.see('Reset to the stub.');
  press('\rr');
  await reset;
  const untouched = output.see('not started');
  tell({ ids: [ADD] });
  expect(await untouched).not.toContain('Undone');
  const undone = output.see('Undone.');
  press('u');
  await undone;
  const again = output.see('wrong');
  tell({ ids: [ADD] });
  await again;
  const nothing = output.see('Nothing to undo');
  press('n');
  press('u');
  await nothing;
  const stub = output.see('Nothing to reset');
  press('r');
  await stub;
});

it('opens the README in the language of the screen, with the hints shut', async () => {
  const { output, press } = await begin(makeCourse());
  const text = output.see('Esc back');
  press('o');
  const shown = await text;
  expect(shown).toContain('katas/01-sums/01-add/README.md');
  expect(shown).toContain('What the tests check');
  expect(shown).not.toContain('Look at the sign.');
  expect(shown).toContain("Hint 1: press h on the kata's screen.");
  const chinese = output.see('按 Esc 回到练习');
  press('t');
  await chinese;
});

it('leaves the list and a page by Escape, as a terminal sends it', async () => {
  const { output, press } = await begin(makeCourse());
  const none = output.see('Next: press Esc to clear the search.');
  press('l/nowhere\r');
  await none;
  const list = output.see('Next: choose a kata');
  press('\u001b');
  await list;
  const kata = output.see('Next: read katas/');
  press('\u001b');
  await kata;
  const page = output.see('Next: press Esc to go back');
  press('?');
  await page;
  const readme = output.see('katas/01-sums/01-add/README.md');
  press('\u001bo');
  await readme;
});

it('reads course and texts anew when they change, and says what is wrong with them', async () => {
  const course = makeCourse();
  const { output, tell } = await begin(course);
  const renamed = output.see('Add up');
  const readme = '# Add up ★\n\n10 minutes · seed cells M02\n\n';
  const hints = [1, 2, 3].map((n) => `<details><summary>Hint ${n}</summary>h</details>\n`).join('');
  write(course.katas, `${ADD}/README.md`, readme + hints);
  tell({ course: true });
  await renamed;
  const broken = output.see('expected a first line');
  write(course.katas, `${ADD}/README.md`, 'nothing\n');
  tell({ course: true });
  await broken;
});

it('says when the files are looked at instead', async () => {
  const { output, polling } = await begin(makeCourse());
  const told = output.see('File events do not arrive here');
  polling();
  await told;
});

it('draws again after a change of size, a pause and a return', async () => {
  const { output, host, press, input } = await begin(makeCourse());
  const narrow = output.see('\u001b[2J');
  output.columns = 60;
  output.emit('resize');
  expect(await narrow).not.toContain('watching watching');
  const usual = output.see('Next: read katas/01-sums/01-add/README.md (o), write kata.ts, save.');
  output.columns = 0;
  output.emit('resize');
  await usual;
  press('\u001a');
  await new Promise((resolve) => setImmediate(resolve));
  expect(host.sent).toEqual([[0, 'SIGTSTP']]);
  expect(input.modes).toEqual([true, false]);
  host.emit('SIGTSTP');
  expect(host.sent[1]).toEqual([4711, 'SIGSTOP']);
  expect(input.modes).toEqual([true, false]);
  const again = output.see('01-sums/01 Add');
  host.emit('SIGCONT');
  await again;
  expect(input.modes).toEqual([true, false, true]);
});

it.each([
  ['the input ends', ({ input }: ReturnType<typeof makePerson>) => input.end()],
  ['the output breaks', ({ output }: ReturnType<typeof makePerson>) => output.destroy(new Error('EPIPE'))],
  ['the line is cut', ({ host }: ReturnType<typeof makePerson>) => host.emit('SIGHUP')],
])('ends quietly when %s, in the middle of a run, and leaves no child', async (_, cut) => {
  const { save, session, closed, ...person } = await begin(makeCourse());
  save(ADD, 'export const add = (): number => { for (;;); };\n');
  cut(person);
  await session;
  endAll();
  expect(livingChildren()).toEqual([]);
  expect(closed()).toBe(1);
});

it.each(['exit', 'uncaughtExceptionMonitor'])('gives the terminal back before %s', async (event) => {
  const { host, input, output } = await begin(makeCourse());
  host.emit(event);
  expect(input.modes.at(-1)).toBe(false);
  expect(output.all.endsWith('\u001b[?25h\u001b[?1049l')).toBe(true);
});

it('speaks in lines in the linear mode: no cursor is moved, and the last line is the next action', async () => {
  const course = makeCourse();
  const { output, save, press, session, input } = await begin(course, { plain: true });
  const checking = output.see('Next');
  save(ADD, `${minus} `);
  save(ADD, minus);
  expect((await checking).match(/Checking 01-sums\/01\./g)).toHaveLength(1);
  const wrong = output.see('Next: edit');
  expect(await wrong).toContain('Next: edit');
  const hint = output.see('Look at the sign.');
  press('h\n');
  await hint;
  const list = output.see('Next: type a name');
  press('list\n');
  expect(await list).toContain('3 katas · showing all');
  const other = output.see('02-more/01 Last: not started');
  press('last\n');
  await other;
  expect(output.all.trimEnd().split('\n').at(-1)).toMatch(/^Next: /);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no escape code may be there
  expect(output.all).not.toMatch(/[\u001b\r]/);
  input.end('q\n');
  await session;
  expect(input.modes).toEqual([]);
});

it('tells a failure of the grader itself and goes on', async () => {
  const course = makeCourse();
  const { output, save } = await begin(course);
  const failed = output.see('expected tests that can be listed');
  write(course.katas, `${SECOND}/kata.test.ts`, 'throw new Error("oops");');
  save(SECOND, right);
  await failed;
  const passed = output.see('passed');
  save(ADD, right);
  await passed;
});
