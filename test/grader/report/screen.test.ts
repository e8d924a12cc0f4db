import { expect, it } from 'vitest';
import { kataScreen } from '../../../grader/report/failure.ts';
import { jsonReport } from '../../../grader/report/json.ts';
import { ends, paperFor, width } from '../../../grader/report/paper.ts';
import { hintText, listing, scorecard } from '../../../grader/report/text.ts';
import type { GradedKata, Kata, PropertyResult, Report, Verdict } from '../../../grader/types.ts';

const en = paperFor('en', 72, false);
const zh = paperFor('zh-CN', 72, false);
const both = (text: string, chinese: string) => ({ en: text, zh: chinese });

const kata = (id: string, title: string, chinese: string, stars: number): Kata => ({
  id,
  group: id.split('/')[0]!,
  title: both(title, chinese),
  stars,
  minutes: 10,
  cells: ['M02'],
  points: 10 * stars,
  hints: [both('Count.', '数一数。'), both('Count more.', '再数。'), both('Two.', '两个。')],
  checks: [],
  files: ['kata.ts'],
  folder: '/course',
});
const open = kata('01-access/02-open-a-layer', 'Open a layer', '按索引打开一层', 1);
const box = kata('01-access/03-box', 'Box and contents', '容器与数值', 2);

const failed: PropertyResult = {
  number: 2,
  title: both('the value is live', '取到的是实时数值'),
  status: 'failed',
  seed: 42,
  path: '3:0',
  failure: {
    idea: both('you returned a copy', '你返回了一份拷贝'),
    inputs: [{ label: both('weight', '权重'), cell: { kind: 'grid', shape: [1, 2], values: [1, 2] } }],
    expected: { kind: 'grid', shape: [1, 2], values: [1, 7] },
    received: { kind: 'grid', shape: [1, 2], values: [1, 2] },
    firstDifference: [0, 1],
  },
};
const passed: PropertyResult = { number: 1, title: both('names in order', '名字按顺序'), status: 'passed' };
const graded = (
  of: Kata,
  name: Verdict['name'],
  earned: number,
  properties: PropertyResult[],
): GradedKata => ({
  kata: of,
  verdict: { name, problems: [], properties, earned },
  printed: '',
});
const wrong = graded(box, 'wrong', 10, [passed, failed]);
const report: Report = {
  groups: [
    {
      group: { id: '01-access', title: both('Access', '参数访问'), katas: [open, box] },
      katas: [graded(open, 'not started', 0, [{ ...passed, status: 'not started' }]), wrong],
    },
  ],
  earned: 10,
  possible: 30,
};

it('draws the failure screen in its fixed order, one next action last', () => {
  expect(
    kataScreen(wrong, en, 1),
  ).toBe(`01-access/03 Box and contents ★★               wrong · 1 of 2 properties

✗ the value is live
  you returned a copy

  input weight (1, 2)  [ 1  2 ]

  expected    yours
  [ 1 ›7‹]    [ 1 ›2‹]
  First difference at [0, 1]: expected 7, yours 2.

Hint 1: Count.

Replay: npm start -- grade 01-access/03 --property 2 --seed 42 --path 3:0

Next: edit katas/01-access/03-box/kata.ts, then run npm start -- grade 01-access/03
`);
});

it('draws the same screen in Chinese', () => {
  expect(
    kataScreen(wrong, zh, 0),
  ).toBe(`01-access/03 容器与数值 ★★                      有误 · 2 条性质通过 1 条

✗ 取到的是实时数值
  你返回了一份拷贝

  输入 权重 (1, 2)  [ 1  2 ]

  应为        你的
  [ 1 ›7‹]    [ 1 ›2‹]
  第一处不同在 [0, 1]：应为 7，你的是 2。

查看提示：npm start -- hint 01-access/03

重放：npm start -- grade 01-access/03 --property 2 --seed 42 --path 3:0

下一步：修改 katas/01-access/03-box/kata.ts，然后运行 npm start -- grade 01-access/03
`);
});

it('says what the answer looks like between the counterexample and the hint, and in JSON', () => {
  const diagnosis = {
    id: 'MA-02',
    name: both('Hands out copies', '交出的是副本'),
    hint: both('Would the net notice?', '网络会知道吗？'),
  };
  const named = { ...wrong, diagnosis };
  expect(kataScreen(named, en, 1)).toContain(
    'yours 2.\n\nThis looks like: Hands out copies\n  Would the net notice?\n\nHint 1: Count.',
  );
  expect(kataScreen(named, zh, 0)).toContain(
    '你的是 2。\n\n看起来像是：交出的是副本\n  网络会知道吗？\n\n查看提示：',
  );
  const group = { ...report.groups[0]!, katas: [named] };
  expect(JSON.parse(jsonReport({ ...report, groups: [group] })).groups[0].katas[0].diagnosis).toEqual(
    diagnosis,
  );
  expect(jsonReport(report)).not.toContain('diagnosis');
});

it('draws the scorecard with aligned columns in both languages', () => {
  expect(scorecard(report, en)).toBe(
    `Parameter Katas                                    10 / 30 points · 33 %

01 Access                                                        10 / 30
  · 02 Open a layer      ★       0/10  not started
  ✗ 03 Box and contents  ★★     10/20  wrong · 1 of 2 properties
       the value is live

Next: npm start -- grade 01-access/03
`,
  );
  const lines = scorecard(report, zh).split('\n');
  const columnOf = (line: string, mark: string): number => width(line.slice(0, line.indexOf(mark)));
  expect(lines[3]).toContain('按索引打开一层');
  expect(columnOf(lines[3]!, '★')).toBe(columnOf(lines[4]!, '★'));
  expect(columnOf(lines[3]!, '未开始')).toBe(columnOf(lines[4]!, '有误'));
  expect(width(lines[0]!)).toBe(72);
  expect(width(lines[2]!)).toBe(72);
});

it('keeps within narrow paper', () => {
  const lines = scorecard(report, paperFor('en', 60, false))
    .split('\n')
    .slice(0, -2);
  expect(lines.filter((line) => width(line) > 60)).toEqual([]);
  expect(lines[4]).toContain('wrong · 1/2');
});

it('names the first kata not started, and what to do when all passed', () => {
  const first = { ...report, groups: [{ ...report.groups[0]!, katas: report.groups[0]!.katas.slice(0, 1) }] };
  expect(scorecard(first, zh)).toContain(
    '下一步：阅读 katas/01-access/02-open-a-layer/README.zh-CN.md，在旁边的 kata.ts 里写答案，然后运行 npm start -- grade 01-access/02\n',
  );
  const done = {
    ...report,
    groups: [{ ...report.groups[0]!, katas: [graded(open, 'passed', 10, [passed])] }],
  };
  expect(scorecard(done, en)).toContain('✓ 02 Open a layer');
  expect(scorecard(done, en).trimEnd().split('\n').at(-1)).toBe(
    'Next: all katas passed. Read the reference solutions in solutions/ and compare.',
  );
});

it('tells problems with the whole path instead of a counterexample', () => {
  const problem = { kind: 'import refused', file: 'kata.ts', line: 3, name: 'node:fs' } as const;
  const shown = kataScreen(
    { ...wrong, verdict: { ...wrong.verdict, name: 'not allowed', problems: [problem] } },
    en,
    0,
  );
  expect(shown).toContain(
    'katas/01-access/03-box/kata.ts:3: expected imports from #lib, ndarray or ndarray-ops only',
  );
  expect(shown).not.toContain('the value is live');
  expect(shown).not.toContain('Replay');
});

it('sends a boss’s learner to the file that fails', () => {
  const boss = { ...box, files: ['kata.ts', 'property.ts'] };
  const own = (number: number, status: PropertyResult['status']) => ({ ...passed, number, status });
  const next = (...statuses: PropertyResult['status'][]): string =>
    kataScreen(
      graded(
        boss,
        'wrong',
        0,
        statuses.map((status, i) => own(i + 1, status)),
      ),
      en,
      0,
    );
  expect(next('passed', 'passed', 'not started', 'not started')).toContain('01-access/03-box/property.ts,');
  expect(next('passed', 'passed', 'passed', 'failed')).toContain('01-access/03-box/property.ts,');
  expect(next('not started', 'not started', 'passed', 'passed')).toContain('01-access/03-box/kata.ts,');
  expect(next('passed', 'failed', 'failed', 'failed')).toContain('01-access/03-box/kata.ts,');
});

it('shows what passed, what will be checked, and what the file printed', () => {
  const printed = { ...graded(open, 'passed', 10, [passed]), printed: 'one\u0007\ntwo\n' };
  expect(kataScreen(printed, en, 0)).toContain(
    '✓ names in order\n\nYour file printed:\n  one\\u0007\n  two\n',
  );
  expect(kataScreen(report.groups[0]!.katas[0]!, en, 0)).toContain('The tests check:\n· names in order\n');
  const much = { ...printed, printed: 'line\n'.repeat(20) };
  expect(kataScreen(much, en, 0)).toContain('  line\n  (12 more)\n');
  const silent = graded(box, 'out of time', 0, [{ ...passed, status: 'out of time' }]);
  expect(kataScreen(silent, en, 0)).toContain('✗ names in order\n  did not end within its time\n');
});

it('lists katas and gives hints level by level', () => {
  const catalogue = { groups: [report.groups[0]!.group] };
  const page = listing(catalogue, new Map([[open.id, 'passed']]), en);
  expect(page).toContain('01-access  Access\n  ✓ 02 Open a layer      ★      10 min  passed   M02\n');
  expect(page).toContain('  · 03 Box and contents');
  expect(page).toContain('Next: npm start -- grade 01-access/03\n');
  expect(hintText(open, 1, en)).toBe(
    '01-access/02 Open a layer ★\n\nHint 1: Count.\n\nNext: try it, or ask for more with npm start -- hint 01-access/02 --level 2\n',
  );
  expect(hintText(open, 3, zh)).toBe(
    '01-access/02 按索引打开一层 ★\n\n提示 3：两个。\n\n这是最后一级提示。\n\n下一步：npm start -- grade 01-access/02\n',
  );
});

it('writes JSON with a named schema and no time', () => {
  const data = JSON.parse(jsonReport(report));
  expect(data).toMatchObject({
    schema: 'parameter-katas/report/v1',
    points: { earned: 10, possible: 30 },
    percent: 33,
  });
  expect(data.groups[0].katas[1]).toMatchObject({
    id: box.id,
    verdict: 'wrong',
    points: { earned: 10, possible: 20 },
  });
  expect(data.groups[0].katas[1].properties[1].failure.firstDifference).toEqual([0, 1]);
  expect(jsonReport(report)).toBe(jsonReport(report));
});

it('colours only when asked', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a colour code starts with it
  const colour = /\u001b\[/;
  expect(kataScreen(wrong, paperFor('en', 72, true), 1)).toMatch(colour);
  expect(kataScreen(wrong, en, 1)).not.toMatch(colour);
  expect(ends('a', 'b', 2)).toBe('a  b');
});
