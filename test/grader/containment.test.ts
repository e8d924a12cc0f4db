import { existsSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readMessage } from '../../grader/channel.ts';
import { livingChildren } from '../../grader/child-process.ts';
import { runChild } from '../../grader/process.ts';
import { keepSpare } from '../../grader/spare.ts';
import {
  ADD,
  type Course,
  makeCourse,
  type Ran,
  runCli,
  scratch,
  short,
  write,
} from './fixtures/grade/course.ts';

const right = 'export const add = (a: number, b: number): number => a + b;\n';
/** A way to the global object that the scan of names does not see. */
const hidden = 'const reach = (code: string) => [].constructor.constructor(code)();\n';
const call = (body: string): string =>
  `export const add = (a: number, b: number): number => { ${body}\nreturn a + b; };`;

async function judged(
  text: string,
  prepare: (course: Course) => void = () => {},
): Promise<[string, Ran, number]> {
  const course = makeCourse({ [`katas/${ADD}/kata.ts`]: text, 'katas/02-more/01-last/kata.ts': right });
  prepare(course);
  const ran = await runCli(course, ['--json']);
  const { groups } = JSON.parse(ran.out);
  // Whatever one kata does, the other's verdict stands.
  expect(groups[1].katas[0].verdict).toBe('passed');
  const { verdict, points } = groups[0].katas[0];
  return [verdict, ran, points.earned];
}

it.each([
  ['loops at import', 'while (true) {}', 'out of time'],
  ['waits for ever at import', 'await new Promise(() => {});', 'out of time'],
  ['spins asynchronously at import', 'for (;;) await null;', 'out of time'],
  ['fills the heap', 'const all: number[][] = []; for (;;) all.push(new Array(1e5).fill(1));', 'out of time'],
  ['exits at import', `${hidden}reach('process.exit(0)');`, 'broken'],
  ['exits by name', 'process.exit(0);', 'not allowed'],
  ['replaces Object.is', 'Object.is = () => true;', 'not allowed'],
  ['replaces an array method', 'Array.prototype.push = () => 0;', 'not allowed'],
  ['adds toJSON', '(Object.prototype as any).toJSON = () => ({ status: "passed" });', 'not allowed'],
  ['rejects a promise', 'Promise.reject(new Error("late"));', 'broken'],
  ['throws later', 'setTimeout(() => { throw new Error("late"); });', 'broken'],
  ['throws a proxy', 'throw new Proxy({}, { get() { throw 1; } });', 'broken'],
  ['takes a file from the disk', "import { readFileSync } from 'node:fs';", 'not allowed'],
  ['takes the solution', `import '../../../solutions/${ADD}/kata.ts';`, 'not allowed'],
])('a kata that %s', async (_, text, expected) => {
  const [verdict, , earned] = await judged(`${text}\n${right}`);
  expect([verdict, earned]).toEqual([expected, 0]);
});

it('cuts an endless loop in a call and goes on with the other tests', async () => {
  const [verdict, ran, earned] = await judged(call('if (a > 2) for (;;) {}'));
  expect(verdict).toBe('out of time');
  expect(earned).toBe(5);
  expect(ran.out).toContain('"status": "out of time"');
});

it('cannot exit from a call, and finds no process to do it with', async () => {
  const [verdict, , earned] = await judged(`${hidden}${call("reach('process.exit(0)');")}`);
  expect([verdict, earned]).toEqual(['wrong', 0]);
});

it('keeps the first lines of a flood and judges the rest', async () => {
  const [verdict, ran] = await judged(`for (let i = 0; i < 1e5; i++) console.log('x'.repeat(99));\n${right}`);
  expect(verdict).toBe('passed');
  expect(ran.out.length).toBeLessThan(20_000);
});

it('has no disk to write to', async () => {
  const trace = join(scratch(), 'trace');
  const write = `reach('return import("node:fs")').then((fs: any) => fs.writeFileSync(${JSON.stringify(trace)}, 'x'));`;
  const [verdict] = await judged(`${hidden}${right}${write}`);
  expect(verdict).toBe('broken');
  expect(existsSync(trace)).toBe(false);
});

it('refuses a symbolic link and a huge file', async () => {
  const course = makeCourse();
  const file = join(course.katas, ADD, 'kata.ts');
  rmSync(file);
  const elsewhere = join(scratch(), 'kata.ts');
  writeFileSync(elsewhere, right);
  symlinkSync(elsewhere, file);
  expect((await runCli(course, ['grade', 'add'])).out).toContain(
    'kata.ts: expected a file, received a symbolic link. Put the file itself there.',
  );
  rmSync(file);
  write(course.katas, `${ADD}/kata.ts`, 'x'.repeat(600_000));
  expect((await runCli(course, ['grade', 'add'])).out).toContain(
    'kata.ts: expected less than 500 kB, received 600000 bytes.',
  );
});

const request = { katas: [] };
const tell = (text: string): string => `process.send(nonce + '\\n' + JSON.stringify(${text}));`;
const script = (body: string): string => `process.once('message', ({ nonce }) => { ${body} });`;

it('hears only messages with the nonce', async () => {
  const forged = await runChild(script('process.send(\'{"type":"done"}\');'), request, short);
  expect(forged.problems).toEqual([{ kind: 'forged result' }]);
  const object = await runChild(script("process.send({ type: 'done' });"), request, short);
  expect(object.problems).toEqual([{ kind: 'forged result' }]);
  expect(readMessage('n\n{"type":"ready"}', 'n')).toEqual({ type: 'ready' });
  expect(readMessage('n\n{', 'n')).toBeUndefined();
  expect(readMessage('m\n{"type":"ready"}', 'n')).toBeUndefined();
});

it('ends a child that ends early, hangs in a test or prints without end', async () => {
  const title = { en: 'first', zh: '第一' };
  const ready = `${tell("{ type: 'ready' }")}${tell("{ type: 'loaded' }")}`;
  const testing = `${ready}${tell(`{ type: 'testing', title: ${JSON.stringify(title)} }`)}`;
  const early = await runChild(
    script(`${testing}process.disconnect(); process.exitCode = 0;`),
    request,
    short,
  );
  expect(early.problems).toEqual([{ kind: 'ended early', during: title }]);
  const hang = await runChild(script(`${testing}setInterval(() => {}, 1000);`), request, short);
  expect(hang.problems).toEqual([{ kind: 'test timeout', during: title }]);
  const flood = script(`${testing}setInterval(() => process.stdout.write('x'.repeat(1e5)));`);
  expect((await runChild(flood, request, short)).problems).toEqual([{ kind: 'output flood', during: title }]);
  const eager = await runChild(script(`${testing}${tell("{ type: 'done' }")}`), request, short);
  expect(eager.problems).toEqual([]);
});

it('blames the grader, not the kata, for a script that does not start', async () => {
  await expect(runChild('throw new Error("no harness");', request, short)).rejects.toThrow(
    /^grader: expected a child process that starts, received "[\s\S]*no harness/,
  );
  const slow = runChild('setInterval(() => {}, 1000);', request, { ...short, startMs: 1 });
  await expect(slow).rejects.toThrow('received "nothing for 1 ms". Run npm ci, then try again.');
});

it('takes a waiting child if it is of the right kind and alive, and leaves none behind', async () => {
  const code = script(`${tell("{ type: 'printed', text: String(process.pid) }")}${tell("{ type: 'done' }")}`);
  const run = async (text = code): Promise<number> => Number((await runChild(text, request, short)).printed);
  const first = await run();
  keepSpare(code, short);
  keepSpare(code, short);
  const [waiting, ...more] = livingChildren();
  expect([more, waiting === first]).toEqual([[], false]);
  expect(await run()).toBe(waiting);
  keepSpare(code, short);
  const [dying] = livingChildren();
  process.kill(dying!, 'SIGKILL');
  expect(await run()).not.toBe(dying);
  keepSpare(code, short);
  const [wrong] = livingChildren();
  expect(await run(`${code} `)).not.toBe(wrong);
  expect(livingChildren()).toEqual([]);
});

it('calls a run off, and starts none for what is called off already', async () => {
  const control = new AbortController();
  const hang = script(`${tell("{ type: 'ready' }")}setInterval(() => {}, 1000);`);
  const run = runChild(hang, request, short, control.signal);
  expect(livingChildren()).toHaveLength(1);
  control.abort(new Error('called off'));
  await expect(run).rejects.toThrow('called off');
  await expect(runChild(hang, request, short, control.signal)).rejects.toThrow('called off');
  expect(livingChildren()).toEqual([]);
});

it.each([
  ['the heap', 'const all = []; for (;;) all.push(new Array(1e5).fill(1));'],
  // Windows does not tell how much memory a process holds.
  ...(process.platform === 'win32'
    ? []
    : [['buffers', 'const all = []; for (;;) all.push(new Float64Array(1e6).fill(1));']]),
])('ends a child that fills %s', async (_, body) => {
  const filling = script(`${tell("{ type: 'ready' }")}setImmediate(() => { ${body} });`);
  const limits = { ...short, loadMs: 60_000, residentMb: 400 };
  expect((await runChild(filling, request, limits)).problems).toEqual([{ kind: 'out of memory' }]);
});
