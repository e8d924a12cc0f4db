import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { now } from '../../grader/commands/output.ts';
import { ADD, makeCourse, runCli, scratch, write } from './fixtures/grade/course.ts';

const injecting = `export const add = (a: number, b: number): number => a - b;
console.log('::error::owned');
`;
const course = () => makeCourse({ [`katas/${ADD}/kata.ts`]: injecting });

it('writes one format to the screen, and nothing else', async () => {
  const { code, out } = await runCli(course(), ['grade', 'add', '--format', 'junit']);
  expect(code).toBe(1);
  expect(out).toMatch(/^<\?xml[\s\S]*<\/testsuites>\n$/);
  const json = await runCli(course(), ['grade', 'add', '--format', 'json']);
  expect(json.out).toBe((await runCli(course(), ['grade', 'add', '--json'])).out);
});

it('writes several formats to a folder by the names their readers look for, and the screen as ever', async () => {
  const folder = join(scratch(), 'new', 'reports');
  const asked = [
    'grade',
    'add',
    '--format',
    'junit,gradescope,classroom50,markdown,json',
    '--output',
    folder,
  ];
  const { out } = await runCli(course(), asked, { env: { SOURCE_DATE_EPOCH: '86400' } });
  expect(out).toContain('✗ one and two make three');
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  expect(read('junit.xml')).toContain('timestamp="1970-01-02T00:00:00.000Z"');
  expect(JSON.parse(read('results.json')).tests.length).toBe(1);
  expect(JSON.parse(read('result.json'))).toMatchObject({ score: 0, 'max-score': 10 });
  expect(read('summary.md')).toContain('| 01\\-sums\\/01 Add | ❌ wrong | 0 / 10 | 0 / 2 |');
  expect(JSON.parse(read('report.json')).schema).toBe('parameter-katas/report/v1');
});

it('takes the date from the environment when it is one', () => {
  const year = (given: string): number => now({ SOURCE_DATE_EPOCH: given }).getUTCFullYear();
  expect([year('0'), year('99999999999')]).toEqual([1970, 5138]);
  for (const no of ['', 'x', '9'.repeat(17)]) expect(year(no)).toBeLessThan(5138);
});

it('speaks to GitHub: annotations, a job summary, and no command of the submission', async () => {
  const folder = scratch();
  write(folder, 'summary.md', 'before\n');
  const summary = join(folder, 'summary.md');
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
  const { out } = await runCli(course(), ['grade', 'add', '--format', 'actions'], { env });
  const [stop, ...lines] = out.trimEnd().split('\n');
  const word = stop!.replace('::stop-commands::', '');
  const end = lines.indexOf(`::${word}::`);
  expect(lines.slice(0, end).some((line) => line.includes('::error::owned'))).toBe(true);
  expect(lines.slice(end + 1)).toEqual([
    '::error file=katas/01-sums/01-add/kata.ts,title=01-sums/01 Add%3A wrong::one and two make three: add adds its two numbers',
    '::notice title=Parameter Katas::0 / 10 points',
  ]);
  expect(readFileSync(summary, 'utf8')).toMatch(/^before\n## Parameter Katas: 0 \/ 10 points/);
});

it.each([
  [
    ['--format', 'junti'],
    '--format: expected json, junit, gradescope, classroom50, markdown, actions, received "junti".',
  ],
  [
    ['--format', 'junit,json'],
    '--format: expected --format NAME,NAME --output FOLDER, received --format junit,json alone.',
  ],
  [['--format', 'junit,actions'], '--format: expected --format NAME,NAME --output FOLDER'],
  [['--output', 'x'], '--output: expected --format NAME --output FILE, received --output alone.'],
])('refuses %j before anything is judged', async (argv, sentence) => {
  const { code, out, err } = await runCli(course(), ['grade', 'add', ...argv]);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(sentence);
});

it('says so when a file cannot be written', async () => {
  const folder = scratch();
  write(folder, 'file', '');
  const path = join(folder, 'file', 'below.xml');
  const { code, err } = await runCli(course(), ['grade', 'add', '--format', 'junit', '--output', path]);
  expect(code).toBe(2);
  expect(err).toContain(`--output: expected a file that can be written, received ${path} (`);
  expect(existsSync(path)).toBe(false);
});
