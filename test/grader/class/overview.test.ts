import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { expect, it } from 'vitest';
import { katasCsv, studentsCsv } from '../../../grader/class/csv.ts';
import type { ClassFacts } from '../../../grader/class/folder.ts';
import { hardest, median, overviewOf, percent } from '../../../grader/class/overview.ts';
import { classPage } from '../../../grader/class/page.ts';
import { katasOf, type StudentRecord } from '../../../grader/class/record.ts';
import { withSecondChance } from '../../../grader/class/second-chance.ts';
import { classSummary } from '../../../grader/class/summary.ts';
import { classTexts } from '../../../grader/class/texts.ts';
import { clean, cleanLine, paperFor, width } from '../../../grader/report/paper.ts';
import type { GradedKata, Kata } from '../../../grader/types.ts';
import { reportWith } from '../report/reports.ts';

const { groups, possible, earned } = reportWith('said');
const graded = groups.flatMap((group) => group.katas);
const facts = (students: readonly string[]): ClassFacts => ({
  schema: 'parameter-katas/class/v1',
  course: 'c',
  katas: groups.flatMap(({ group, katas }) =>
    katas.map(({ kata: { id, title, stars, points } }) => ({ id, title, stars, points, group: group.title })),
  ),
  shard: { index: 1, of: 1 },
  students,
});
const recordFor = (student: string, problem?: StudentRecord['problem']): StudentRecord => ({
  schema: 'parameter-katas/student/v1',
  student,
  course: 'c',
  content: 'd',
  gradedAt: '2026-11-27T08:00:00.000Z',
  seconds: 1,
  ...(problem === undefined ? {} : { problem }),
  points: problem === undefined ? { earned, possible } : { earned: 0, possible },
  katas:
    problem === undefined
      ? katasOf(
          graded,
          graded.map(() => 'x'),
        )
      : [],
});
const overview = (names: readonly string[], without: readonly string[] = []) => {
  const there = names.filter((name) => !without.includes(name));
  return overviewOf(facts(names), new Map(there.map((name) => [name, recordFor(name)])));
};

it('counts what a class did', () => {
  const records = new Map([
    ['ann', recordFor('ann')],
    ['bob', recordFor('bob')],
    ['eve', recordFor('eve', 'an empty folder')],
  ]);
  const found = overviewOf(facts(['ann', 'bob', 'eve', 'zoe']), records);
  expect(found.rows.map(({ student, problem, passed }) => [student, problem, passed])).toEqual([
    ['ann', undefined, 1],
    ['bob', undefined, 1],
    ['eve', 'an empty folder', 0],
    ['zoe', 'failed', 0],
  ]);
  expect(found.rows[0]!.cells.map(({ state }) => state)).toEqual([
    'passed',
    'not started',
    'wrong',
    'broken',
    'out of time',
    'not allowed',
  ]);
  expect(found.columns.map(({ passed, begun }) => `${passed}/${begun}`)).toEqual([
    ...['2/2', '0/0', '0/2', '0/2', '0/2', '0/2'],
  ]);
  expect(found.misconceptions).toMatchObject([{ id: 'MA-02', students: ['ann', 'bob'] }]);
  expect(found.gradedAt).toBe('2026-11-27T08:00:00.000Z');
  expect(hardest(found, 2).map(({ kata }) => kata.id)).toEqual(['01-access/03-box', '02-nested/01-walk']);
});

it('tells a kata that was not handed in from one that is broken', () => {
  const record = recordFor('ann');
  const [first, ...rest] = record.katas;
  const missing = {
    ...first!,
    verdict: 'broken',
    problems: [{ kind: 'missing file', file: 'kata.ts' }],
  } as const;
  const found = overviewOf(facts(['ann']), new Map([['ann', { ...record, katas: [missing, ...rest] }]]));
  expect(found.rows[0]!.cells[0]!.state).toBe('missing');
  expect(found.columns[0]!.begun).toBe(0);
});

it('finds the middle as a dull sort does', () => {
  const middle = (values: readonly number[]): number | undefined =>
    median({
      rows: values.map((earned) => ({ student: '', earned, passed: 0, cells: [] })),
      possible: 100,
      columns: [],
      misconceptions: [],
      gradedAt: '',
    });
  expect(middle([])).toBeUndefined();
  expect(middle([7])).toBe(7);
  expect(middle([9, 1, 5])).toBe(5);
  expect(middle([1, 100, 3, 8])).toBe(5);
  expect(percent(1, 0)).toBe(0);
  expect(percent(99, 100)).toBe(99);
});

const nasty = fc.constantFrom(
  ...['=cmd()', '+1', '-1', '@x', '＝1', ',', ';', '"', '""', "'", '\r\n', '\n', '\t', '<script>', '</td>'],
  ...[
    '</style>',
    '"><img src=x>',
    '&lt;',
    '\u202e',
    '\ud800',
    '\u0000',
    '\u001b[2J',
    '../..',
    'javascript:x',
  ],
);
const student = fc
  .array(fc.oneof(nasty, fc.string({ unit: 'binary' })), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(''));
const classOf = fc.uniqueArray(student, { minLength: 1, maxLength: 4 });

/** The rows of a CSV, read letter by letter. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [['']];
  let quoted = false;
  for (const letter of text.replace(/^\ufeff/, '').replaceAll('\r\n', '\u0001')) {
    const row = rows.at(-1)!;
    if (letter === '"') {
      quoted = !quoted;
      row[row.length - 1] += '"';
    } else if (letter === ',' && !quoted) row.push('');
    else if (letter === '\u0001' && !quoted) rows.push(['']);
    else row[row.length - 1] += letter;
  }
  return rows.slice(0, -1);
}

it.each([studentsCsv, katasCsv])('a spreadsheet keeps its rows and runs no formula', (csv) => {
  const rowsOf = (names: readonly string[]) => readCsv(csv(overview(names), classTexts('en')));
  const plain = rowsOf(['a', 'b', 'c', 'd']);
  fc.assert(
    fc.property(classOf, (names) => {
      const rows = rowsOf(names);
      expect(rows.length - 1).toBe(((plain.length - 1) * names.length) / 4);
      for (const row of rows) {
        expect(row.length).toBe(plain[0]!.length);
        for (const cell of row) expect(cell).toMatch(/^(\d+|"(?![=+\-@\t\r＝＋－＠])[\s\S]*")$/);
      }
      const read = [...new Set(rows.slice(1).map(([name]) => name!.slice(1, -1).replaceAll('""', '"')))];
      const told = names.map(cleanLine).map((name) => (/^[=+\-@＝＋－＠]/.test(name) ? `'${name}` : name));
      expect(read).toEqual([...new Set(told)]);
    }),
    { seed: 3, numRuns: 60 },
  );
});

it('the page says every cell in words, and holds no element of a student', () => {
  const elements = (names: readonly string[]): number =>
    parseHTML(classPage(overview(names), 'en')).document.querySelectorAll('*').length;
  const counts = [1, 2, 3, 4].map((count) => elements(['a', 'b', 'c', 'd'].slice(0, count)));
  fc.assert(
    fc.property(classOf, (names) => {
      const { document } = parseHTML(classPage(overview(names), 'en'));
      expect(document.querySelectorAll('*').length).toBe(counts[names.length - 1]);
      const heads = [...document.querySelectorAll('tbody th')].map((each) => each.textContent);
      expect(heads).toEqual(names.map((name) => clean(cleanLine(name))));
      for (const link of document.querySelectorAll('a')) {
        expect(link.getAttribute('href')).toMatch(/^students\/[A-Za-z0-9-]+\.json$/);
      }
    }),
    { seed: 4, numRuns: 40 },
  );
  const { document } = parseHTML(classPage(overview(['a']), 'en'));
  const cells = [...document.querySelectorAll('tbody td.cell .unseen')].map((each) => each.textContent);
  expect(cells.length).toBe(6);
  expect(cells[2]).toBe('wrong, 1 of 2 properties, 10 of 20 points · looks like: Hands out copies');
  expect(document.querySelector('.legend')!.textContent).toContain('3/5* like a typical mistake');
  expect(document.querySelector('.quiet')!.textContent).toContain('1 student · 6 katas');
});

it('the page takes nothing from outside, runs nothing, and knows light, dark and its language', () => {
  const text = classPage(overview(['甲'], []), 'zh-CN');
  expect(text).not.toMatch(/https?:|<script|<link|@import|url\(|src=/);
  expect(text).toContain('<html lang="zh-CN">');
  expect(text).toContain('prefers-color-scheme: dark');
  expect(text).toContain('常见误解');
  expect(text).toContain('给的是副本');
  expect(classPage(overview(['a'], ['a']), 'en')).toContain('not graded; run the command again');
});

it('the page folds away all but the eight most common misconceptions', () => {
  const one = overview(['a']);
  const [first] = one.misconceptions;
  const misconceptions = Array.from({ length: 10 }, (_, i) => ({ ...first!, id: `MA-${i}` }));
  const { document } = parseHTML(classPage({ ...one, misconceptions }, 'en'));
  expect(document.querySelectorAll('main > ol.bars > li').length).toBe(8);
  expect(document.querySelectorAll('main > details > ol.bars > li').length).toBe(2);
  expect(document.querySelector('main > details > summary')!.textContent).toBe('2 rarer ones');
});

it('the summary is one screen with one next action last', () => {
  const names = Array.from({ length: 200 }, (_, i) => `student ${i} \u001b[31m${'x'.repeat(200)}`);
  const told = { done: 'done.', missing: ['2/4'], file: 'class.html' };
  for (const language of ['en', 'zh-CN'] as const) {
    const text = classSummary(overview(names, names.slice(0, 9)), told, paperFor(language, 80, false));
    const lines = text.trimEnd().split('\n');
    expect(lines.length).toBeLessThan(40);
    for (const line of lines) expect(width(line)).toBeLessThanOrEqual(80);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a colour code starts with it
    expect(text).not.toMatch(/\u001b/);
    expect(text).toContain('2/4');
  }
  const good = classSummary(overview(['a']), { ...told, missing: [] }, paperFor('en', 80, false));
  expect(good.trimEnd().split('\n').at(-1)).toBe('Next: open class.html');
  expect(good).toContain('Hands out copies (01-access/03): 1 student');
  const nobody = classSummary(overview([]), { ...told, missing: [] }, paperFor('en', 80, false));
  expect(nobody).toContain('Nobody handed anything in.');
});

it('gives a late kata a second chance, at most three, and keeps the better result', async () => {
  const late = graded.find(({ verdict }) => verdict.name === 'out of time')!;
  const rest = graded.filter((each) => each !== late);
  const copies = Array.from({ length: 4 }, (_, i) => ({
    ...late,
    kata: { ...late.kata, id: `${late.kata.id}${i}` },
  }));
  const asked: string[] = [];
  const again = async (katas: readonly Kata[]): Promise<readonly GradedKata[]> => {
    asked.push(...katas.map(({ id }) => id));
    return katas.map((kata, i) => ({
      ...late,
      kata,
      verdict: { ...late.verdict, name: 'passed', earned: 4 + i },
    }));
  };
  const end = await withSecondChance([...rest, ...copies], again);
  expect(asked).toEqual(copies.slice(0, 3).map(({ kata }) => kata.id));
  expect(end.slice(0, rest.length)).toEqual(rest);
  // The first earns less than before (4 of 5), the second as much; only the third is better.
  expect(end.slice(rest.length).map(({ verdict }) => [verdict.name, verdict.earned])).toEqual([
    ['out of time', 5],
    ['out of time', 5],
    ['passed', 6],
    ['out of time', 5],
  ]);
  expect(await withSecondChance(rest, again)).toBe(rest);
});
