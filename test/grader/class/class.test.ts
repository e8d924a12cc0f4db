import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { recordName } from '../../../grader/class/folder.ts';
import { inShard } from '../../../grader/class/shard.ts';
import { defaultLimits } from '../../../grader/limits.ts';
import {
  ADD,
  type Course,
  katas,
  makeCourse,
  runCli,
  scratch,
  stub,
  write,
} from '../fixtures/grade/course.ts';

const schema = new URL('../../../grader/report/schema/student-v1.schema.json', import.meta.url);
const isStudent = new Ajv2020({ allowUnionTypes: true, validateFormats: false }).compile(
  JSON.parse(readFileSync(schema, 'utf8')),
);

const right = 'export const add = (a: number, b: number): number => a + b;\n';
const minus = 'export const add = (a: number, b: number): number => a - b;\n';
const endless = 'export const add = (a: number, b: number): number => { for (;;) a += b; };\n';
const env = { SOURCE_DATE_EPOCH: '86400' };

/** A class of untouched checkouts with these first katas. */
function makeClass(answers: Readonly<Record<string, string>>): string {
  const home = scratch();
  for (const [student, text] of Object.entries(answers)) {
    for (const id of katas) write(home, `${student}/katas/${id}/kata.ts`, stub(id));
    write(home, `${student}/katas/${ADD}/kata.ts`, text);
  }
  return home;
}

const gradeClass = (course: Course, submissions: string, out: string, ...more: string[]) =>
  runCli(course, ['grade', '--submissions', submissions, '--out', out, ...more], { env });

/** The records of an output folder without what tells the time. */
function resultsIn(out: string): string[] {
  return readdirSync(join(out, 'students'))
    .sort()
    .map((name) => readFileSync(join(out, 'students', name), 'utf8').replace(/"(seconds|digest)": .*/g, ''));
}

it('grades everybody, whatever they hand in, and exits 0', async () => {
  const submissions = makeClass({
    'ann <b>': right,
    李雷: minus,
    '--help': endless,
    eve: 'process.exit(0);\nexport const add = 1;\n',
  });
  mkdirSync(join(submissions, 'nobody'));
  write(submissions, 'essay.zip', 'PK');
  symlinkSync(join(submissions, 'ann <b>'), join(submissions, 'mallory'));
  mkdirSync(join(submissions, 'oscar', 'katas', '01-sums'), { recursive: true });
  symlinkSync(join(submissions, 'ann <b>', 'katas', ADD), join(submissions, 'oscar', 'katas', ADD));
  const out = join(scratch(), 'results');
  const { code, out: told, err } = await gradeClass(makeCourse(), submissions, out);
  expect(code).toBe(0);
  expect(told).toContain('8 students · 3 katas · 60 points');
  expect(told).toContain('nobody: nothing handed in');
  expect(told.trimEnd().split('\n').at(-1)).toMatch(/^Next: open .*class\.html$/);
  expect(err.trimEnd().split('\n').length).toBe(8);
  expect(err).toContain('8/8 ');
  const csv = readFileSync(join(out, 'students.csv'), 'utf8');
  expect(csv).toContain('"ann <b>",10,60,16,1,"",10,0,0\r\n');
  expect(csv).toContain(`"'--help",0,60,0,0,"",0,0,0\r\n`);
  expect(csv).toContain('"mallory",0,60,0,0,"a symbolic link; put the folder itself there",0,0,0\r\n');
  const rows = readFileSync(join(out, 'katas.csv'), 'utf8').split('\r\n');
  const verdictOf = (name: string): string => rows.find((row) => row.startsWith(`"${name}"`))!.split(',')[2]!;
  expect(['李雷', "'--help", 'eve', 'oscar'].map(verdictOf)).toEqual([
    ...['"wrong"', '"out of time"', '"not allowed"', '"not allowed"'],
  ]);
  expect(readFileSync(join(out, 'class.html'), 'utf8')).toContain('ann &lt;b&gt;');
  for (const name of readdirSync(join(out, 'students'))) {
    const record = JSON.parse(readFileSync(join(out, 'students', name), 'utf8'));
    expect(isStudent(record), JSON.stringify(isStudent.errors)).toBe(true);
  }
});

it('keeps what did not change, grades again what did, and trusts no half-written file', async () => {
  const submissions = makeClass({ ann: right, bob: right, cid: minus });
  const course = makeCourse();
  const out = join(scratch(), 'results');
  await gradeClass(course, submissions, out);
  const whole = resultsIn(out);
  writeFileSync(join(submissions, 'bob', 'katas', ADD, 'kata.ts'), minus);
  const record = join(out, 'students', recordName('cid'));
  writeFileSync(record, readFileSync(record, 'utf8').slice(0, -40));
  const again = await gradeClass(course, submissions, out);
  expect(again.err).toContain('ann: 10 / 60 points · unchanged');
  expect(again.err).toContain('bob: 0 / 60 points · 0 s');
  expect(again.out).toContain('2 graded in');
  expect(resultsIn(out)[2]).toBe(whole[2]);
  // Other tests are another course: nothing of the old one counts.
  write(course.folder, `solutions/${ADD}/kata.ts`, right);
  const anew = await gradeClass(course, submissions, out);
  expect(anew.out).toContain('3 graded in');
});

it('goes on after it is killed, and ends with the same results', async () => {
  const answers = Object.fromEntries(
    ['ann', 'bob', 'cid', 'dan'].map((name, i) => [name, `${right}export const mine = ${i};\n`]),
  );
  const submissions = makeClass(answers);
  const course = makeCourse();
  const [out, straight] = [join(scratch(), 'killed'), join(scratch(), 'straight')];
  const start = fileURLToPath(new URL('../../../grader/start.mjs', import.meta.url));
  const argv = [
    'grade',
    '--submissions',
    submissions,
    '--out',
    out,
    '--course',
    course.folder,
    '--jobs',
    '1',
  ];
  const child = spawn(process.execPath, [start, ...argv], { stdio: ['ignore', 'ignore', 'pipe'] });
  for await (const line of createInterface({ input: child.stderr })) {
    if (line.startsWith('1/4 ')) break;
  }
  child.kill('SIGKILL');
  await once(child, 'close');
  expect(existsSync(join(out, 'class.html'))).toBe(false);
  const { code, out: told } = await runCli(course, argv.slice(0, 5), {}, defaultLimits);
  expect(code).toBe(0);
  expect(told).toMatch(/[123] unchanged since the last run/);
  await runCli(course, ['grade', '--submissions', submissions, '--out', straight], {}, defaultLimits);
  const timeless = (folder: string): string[] =>
    resultsIn(folder).map((text) => text.replace(/"gradedAt": .*/, ''));
  expect(timeless(out)).toEqual(timeless(straight));
});

it('grades one kata only once for the same bytes', async () => {
  const marked = "console.log('ran');\n";
  const submissions = makeClass({ ann: marked + right, bob: marked + right });
  const out = join(scratch(), 'results');
  const { err } = await gradeClass(makeCourse(), submissions, out, '--jobs', '1', 'add');
  expect(err).toContain('bob: 10 / 10 points');
  const [ann, bob] = resultsIn(out).map((text) => JSON.parse(text.replace(/,\s*}\s*$/, '}')));
  expect(ann.katas).toEqual(bob.katas);
});

it('merges shards into what one machine would have made, byte for byte', async () => {
  const names = ['ann', 'bob', 'cid', 'dan', 'eve'];
  expect(new Set(names.map((name) => inShard(name, { index: 1, of: 2 }))).size).toBe(2);
  const submissions = makeClass(Object.fromEntries(names.map((name, i) => [name, i % 2 ? right : minus])));
  const course = makeCourse();
  const home = scratch();
  const [one, two, merged, straight] = ['shards/1', 'shards/2', 'merged', 'straight'].map((name) =>
    join(home, name),
  );
  await gradeClass(course, submissions, straight!);
  await gradeClass(course, submissions, one!, '--shard', '1/2');
  const half = await runCli(course, ['grade', 'merge', one!, '--out', join(home, 'half')], { env });
  expect([half.code, half.out]).toEqual([1, expect.stringContaining('Missing shards: 2/2')]);
  await gradeClass(course, submissions, two!, '--shard', '2/2');
  const { code, out } = await runCli(course, ['grade', 'merge', join(home, 'shards'), '--out', merged!], {
    env,
  });
  expect(code).toBe(0);
  expect(out).toContain('2 folders with 5 students merged');
  for (const file of ['class.html', 'class.json', 'students.csv', 'katas.csv']) {
    expect(readFileSync(join(merged!, file), 'utf8')).toBe(readFileSync(join(straight!, file), 'utf8'));
  }
  expect(resultsIn(merged!)).toEqual(resultsIn(straight!));
});

it('refuses to merge what does not belong together', async () => {
  const submissions = makeClass({ ann: stub(ADD) });
  const course = makeCourse();
  const home = scratch();
  const merge = (...paths: string[]) =>
    runCli(course, ['grade', 'merge', ...paths, '--out', join(home, 'merged')], { env });
  const alone = await merge();
  expect([alone.code, alone.err]).toEqual([
    2,
    expect.stringContaining('merge: expected merge FOLDER..., received merge alone.'),
  ]);
  const nowhere = await merge(join(home, 'none'));
  expect([nowhere.code, nowhere.err]).toEqual([
    2,
    expect.stringContaining('merge: expected an output folder of grade --submissions, received'),
  ]);
  await gradeClass(course, submissions, join(home, 'one'));
  cpSync(join(home, 'one'), join(home, 'two'), { recursive: true });
  const twice = await merge(join(home, 'one'), join(home, 'two'));
  expect([twice.code, twice.err]).toEqual([
    2,
    expect.stringContaining('merge: expected each student in one folder, received "ann" in two.'),
  ]);
  rmSync(join(home, 'two'), { recursive: true });
  await gradeClass(course, submissions, join(home, 'two'), 'add');
  const strange = await merge(join(home, 'one'), join(home, 'two'));
  expect([strange.code, strange.err]).toEqual([
    2,
    expect.stringContaining('merge: expected shards graded by the same checkout'),
  ]);
  expect(existsSync(join(home, 'merged'))).toBe(false);
});

it.each([
  [['--submissions', '/no/such/folder'], '--submissions: expected a folder with a folder per student'],
  [
    ['--submissions', '.', '--out', 'results'],
    '--out: expected a folder outside the submissions, received results.',
  ],
  [['--submissions', '.', '--shard', '3/2'], '--shard: expected 1/4 … 4/4, received "3/2".'],
  [['--submissions', '.', '--jobs', '0'], '--jobs: expected 1 … 64, received "0".'],
  [['add', 'nope', '--submissions', '.'], 'expected a kata name, received "nope".'],
  [
    ['--submissions', '.', '--fresh'],
    'grade: expected --submissions without --fresh, received both. Leave one of them out.',
  ],
  [
    ['--submissions', '.', '--format', 'junit', '--lang', 'zh-CN'],
    'grade：--submissions 与 --format 不能同时使用。请去掉其中一个。',
  ],
  [
    ['merge', 'a', '--shard', '1/2'],
    'grade: expected merge without --shard, received both. Leave one of them out.',
  ],
  [
    ['--out', 'x'],
    'grade: expected --submissions beside --out, received none. Name the folder of the class.',
  ],
  [
    ['--shard', '1/2', '--lang', 'zh-CN'],
    'grade：--shard 要与 --submissions 一起使用。请写明全班提交所在的文件夹。',
  ],
])('refuses %j', async (argv, sentence) => {
  const { code, err } = await runCli(makeCourse(), ['grade', ...argv]);
  expect([code, err]).toEqual([2, expect.stringContaining(sentence)]);
});

it('tells whom it could not grade, and exits 1', async () => {
  const submissions = makeClass({ ann: right, bob: right });
  const out = join(scratch(), 'results');
  const course = makeCourse();
  await gradeClass(course, submissions, out);
  rmSync(join(out, 'students', recordName('bob')));
  const merged = await runCli(course, ['grade', 'merge', out, '--out', join(scratch(), 'merged')], { env });
  expect(merged.code).toBe(1);
  expect(merged.out).toContain('1 not graded:\n  bob: not graded; run the command again');
});

it('speaks Chinese, and JSON for programs', async () => {
  const submissions = makeClass({ 安: stub(ADD) });
  const out = join(scratch(), 'results');
  const chinese = await gradeClass(makeCourse(), submissions, out, '--lang', 'zh-CN');
  expect(chinese.out).toContain('1 名学生 · 3 个练习 · 满分 60 分');
  expect(readFileSync(join(out, 'students.csv'), 'utf8')).toContain('"学生","得分"');
  const json = await gradeClass(makeCourse(), submissions, out, '--json');
  expect(JSON.parse(json.out)).toMatchObject({ possible: 60, rows: [{ student: '安', earned: 0 }] });
});
