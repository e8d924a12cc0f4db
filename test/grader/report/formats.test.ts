import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { parseHTML } from 'linkedom';
import { expect, it } from 'vitest';
import { annotations, command, withoutCommands, withoutOldCommands } from '../../../grader/report/actions.ts';
import { type FormatName, formats } from '../../../grader/report/formats.ts';
import { html, page } from '../../../grader/report/html.ts';
import { escapeMarkdown, markdown } from '../../../grader/report/markdown.ts';
import { clean } from '../../../grader/report/paper.ts';
import { contextOf, reportWith } from './reports.ts';

const names = Object.keys(formats) as FormatName[];
const plain = 'hello';

/** Texts made to break out of every format there is here. */
const nasty = fc.constantFrom(
  ...['\u0000', '\u001b[31mred', '\u009b2J', ']]>', '<![CDATA[', '-->', '</pre></details>', '&#0;', '&amp;'],
  ...['::error file=a::b', '\n::set-env name=A::b', '##[error]x', '%0A::notice::', '`', '```\n', '|', '\\|'],
  ...['<script>alert(1)</script>', '"><img src=x onerror=1>', "' onload='x", '\u202e', '\u2066', '\ud800'],
  ...[
    '\udc00',
    '\ufffe',
    '\uffff',
    '\u2028',
    '\r\n',
    '\r',
    '\t',
    '[a](b)',
    '![a](b)',
    '=cmd()',
    '@user',
    ' ',
  ],
);
const unit = fc.oneof(
  { weight: 3, arbitrary: nasty },
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
);
const hostile = fc.array(unit, { maxLength: 6 }).map((parts) => parts.join(''));
const check = (law: (text: string) => void): void =>
  fc.assert(fc.property(hostile, law), { seed: 5, numRuns: 150 });

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
const schema = (file: string): object =>
  JSON.parse(
    readFileSync(new URL(`../../../grader/report/schema/${file}.schema.json`, import.meta.url), 'utf8'),
  );
const schemas = {
  json: ajv.compile(schema('report-v1')),
  gradescope: ajv.compile(schema('gradescope')),
  classroom50: ajv.compile(schema('classroom50')),
};

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseAttributeValue: false,
  parseTagValue: false,
  trimValues: false,
  processEntities: { enabled: true, maxTotalExpansions: 1e6, maxExpandedLength: 1e8 },
  isArray: (name) => ['testsuite', 'testcase', 'property'].includes(name),
});

it.each(names)('%s is its golden file, in English', async (name) => {
  const text = formats[name].write(reportWith('printed <here> & there\n'), contextOf());
  await expect(text).toMatchFileSnapshot(`golden/${formats[name].file}.golden`);
});

it('the annotations are their golden file', async () => {
  const text = annotations(reportWith('a <b>\n::error::c'), contextOf().paper);
  await expect(text).toMatchFileSnapshot('golden/annotations.golden');
});

it.each(['markdown', 'gradescope', 'junit'] as const)('%s speaks Chinese', (name) => {
  const text = formats[name].write(reportWith(plain), contextOf('zh-CN'));
  expect(text).toContain('走遍参数树');
  expect(text).toContain('看起来像是');
  expect(text).not.toContain('This looks like');
});

it.each(names)('%s is the same bytes for the same files, but for declared times', (name) => {
  const [report, again] = [reportWith(plain), reportWith(plain)];
  const once = formats[name].write(report, contextOf('en', 1e12, 3));
  expect(formats[name].write(again, contextOf('en', 1e12, 3))).toBe(once);
  const later = formats[name].write(again, contextOf('en', 2e12, 77));
  const timeless = (text: string): string =>
    text
      .replace(/"(datetime)": "[^"]+"/g, '"$1": ""')
      .replace(/"(execution_time)": \d+/g, '"$1": 0')
      .replace(/ (time|timestamp)="[^"]*"/g, ' $1=""');
  expect(timeless(later)).toBe(timeless(once));
});

it.each(['json', 'gradescope', 'classroom50'] as const)(
  '%s keeps to its schema, whatever is in it',
  (name) => {
    check((said) => {
      const data = JSON.parse(formats[name].write(reportWith(said), contextOf()));
      expect(schemas[name](data), JSON.stringify(schemas[name].errors)).toBe(true);
    });
    const broken = JSON.parse(formats[name].write(reportWith(plain), contextOf()));
    broken.score = broken.points = 'many';
    expect(schemas[name](broken)).toBe(false);
  },
);

it('JSON keeps a submission’s words as they are', () => {
  check((said) => {
    const { groups } = JSON.parse(formats.json.write(reportWith(said)));
    expect(groups[0].katas[0].printed).toBe(said);
    expect(groups[0].katas[2].diagnosis.id).toBe('MA-02');
  });
});

it('Gradescope gets partial points that add up, and no control characters', () => {
  check((said) => {
    const { score, tests } = JSON.parse(formats.gradescope.write(reportWith(said), contextOf()));
    const sum = tests.reduce((all: number, test: { score: number }) => all + test.score, 0);
    expect(score).toBe(sum);
    for (const { output } of tests) expect(output).toBe(clean(output));
  });
});

it('Classroom 50 gets who and what from the environment, whole points, and the reason', () => {
  const data = JSON.parse(formats.classroom50.write(reportWith(plain), contextOf()));
  expect(data).toMatchObject({ classroom: 'dl-2026', assignment: 'parameters', score: 25, 'max-score': 100 });
  expect(data.tests[2]).toMatchObject({ passed: false, score: 10, 'max-score': 20, diagnosis: 'MA-02' });
  expect(data.tests[2].reason).toBe(
    'the value is live: you returned a copy — This looks like: Hands out copies — Would the net notice?',
  );
});

type Case = { '@classname': string; '@name': string } & Record<string, { '#text': string }>;
type Suite = { testcase: Case[]; 'system-out'?: string } & Record<string, string>;

it('JUnit parses again, with unique cases, true counts and the words as cleaned', () => {
  check((said) => {
    const text = formats.junit.write(reportWith(said), contextOf());
    expect(XMLValidator.validate(text)).toBe(true);
    const root = parser.parse(text).testsuites;
    const suites: Suite[] = root.testsuite;
    const cases = suites.flatMap((suite) => suite.testcase);
    const keys = cases.map((each) => `${each['@classname']} ${each['@name']}`);
    expect(new Set(keys).size).toBe(9);
    expect(Number(root['@tests'])).toBe(9);
    for (const [kind, total] of [
      ['failure', '@failures'],
      ['error', '@errors'],
      ['skipped', '@skipped'],
    ] as const) {
      expect(Number(root[total])).toBe(cases.filter((each) => kind in each).length);
      expect(Number(root[total])).toBeGreaterThan(0);
    }
    if (said !== '') expect(suites[0]!['system-out']).toBe(clean(said));
    expect(cases[4]!.failure!['#text']).toContain('This looks like: Hands out copies');
  });
});

it('JUnit fails a case of its own for types that are wrong beside properties that hold', () => {
  const report = reportWith(plain);
  const [first, ...rest] = report.groups[0]!.katas;
  const problem = { kind: 'type error', file: 'kata.ts', line: 2, message: plain } as const;
  const verdict = { ...first!.verdict, name: 'broken', problems: [problem] } as const;
  const groups = [{ ...report.groups[0]!, katas: [{ ...first!, verdict }, ...rest] }];
  const root = parser.parse(formats.junit.write({ ...report, groups }, contextOf())).testsuites;
  const cases: Case[] = root.testsuite[0].testcase;
  expect(cases.map((each) => [each['@name'], 'failure' in each])).toEqual([
    ['1 names in order', false],
    ['2 names in order', false],
    ['0 types', true],
  ]);
  expect(cases[2]!.failure!['#text']).toContain('katas/01-access/01-probe/kata.ts:2');
});

it('Markdown has exactly the markup that is meant', () => {
  check((said) => {
    const text = markdown(reportWith(said), contextOf().paper);
    const details = [
      ...text.matchAll(/^<details><summary>(.*)<\/summary>\n\n<pre>\n([^<]*)<\/pre>\n\n<\/details>$/gm),
    ];
    expect(details.length).toBe(4);
    const rest = details.reduce((left, [whole]) => left.replace(whole, () => ''), text);
    expect(rest).not.toContain('<');
    expect(rest.split('\n').filter((line) => line.startsWith('|')).length).toBe(10);
  });
});

it('escapes every mark that Markdown could read', () => {
  check((said) => {
    const left = escapeMarkdown(said)
      .replace(/\\[!-/:-@[-`{-~]/g, '')
      .replace(/&(lt|amp);/g, '');
    expect(left).not.toMatch(/[!-/:-@[-`{-~\n\r]/);
  });
});

it('cuts a long Markdown summary kindly, and says what is left out', () => {
  const report = reportWith('x'.repeat(3000));
  const { paper } = contextOf();
  const whole = markdown(report, paper);
  expect(markdown(report, paper, Buffer.byteLength(whole))).toBe(whole);
  const short = markdown(report, paper, 8000);
  expect(Buffer.byteLength(short)).toBeLessThanOrEqual(8000);
  expect(short).toMatch(/The details of \d more katas are left out/);
  expect(short).toContain('Open a layer');
  expect(markdown(report, contextOf('zh-CN').paper, 8000)).toContain('没有列出');
});

it('annotations stay one command a line, at most ten of a kind', () => {
  check((said) => {
    const lines = annotations(reportWith(said), contextOf().paper).trimEnd().split('\n');
    expect(lines.length).toBe(5);
    for (const line of lines) expect(line).toMatch(/^::(error|notice) [^\n\r]*::[^\n\r]*$/);
    expect(lines[1]).toMatch(/^::error file=katas\/02-nested\/01-walk\/kata.ts,title=[^,]*,line=3::/);
  });
  check((said) => {
    const [, properties, message] = /^::error title=([^:,\n]*)::([^\n]*)$/.exec(
      command('error', { title: said }, said),
    )!;
    const decoded = decodeURIComponent(properties!.replace(/%(?!25|3A|2C|0A|0D)/g, '%25'));
    expect(decoded.replaceAll('\n', '\\n')).toBe(message!.replaceAll('%25', '%'));
  });
  const report = reportWith(plain);
  const many = { ...report, groups: Array.from({ length: 4 }, () => report.groups[1]!) };
  const lines = annotations(many, contextOf().paper).trimEnd().split('\n');
  expect(lines.filter((line) => line.startsWith('::error')).length).toBe(10);
  expect(lines).toContain('::warning::2 more katas did not pass. The job summary lists them all.');
  expect(withoutOldCommands('1/2 ##[error]x')).toBe('1/2 ##\\u005berror]x');
});

it('silences commands in a log with a word the text cannot hold', () => {
  check((said) => {
    const [first, ...rest] = withoutCommands(said).split('\n');
    const word = first!.replace('::stop-commands::', '');
    expect(word).toMatch(/^[0-9a-f]{64}$/);
    expect(rest.at(-2)).toBe(`::${word}::`);
    expect(said).not.toContain(word);
  });
});

it('a page escapes all it is given and holds no element but its own', () => {
  const count = (text: string): number => parseHTML(text).document.querySelectorAll('*').length;
  const whole = (said: string): string =>
    page({
      language: 'en',
      title: said,
      body: html`<p title="${said}">${said} ${[said, html`<b>${said}</b>`]}</p>`,
    });
  const own = count(whole(plain));
  check((said) => {
    const text = whole(said);
    expect(count(text)).toBe(own);
    const { document } = parseHTML(text);
    expect(document.querySelector('b')!.textContent).toBe(clean(said));
    expect(document.querySelector('p')!.getAttribute('title')).toBe(clean(said));
    expect(document.querySelectorAll('[onload],[onerror],script,img').length).toBe(0);
  });
});

it('a page takes nothing from outside and runs nothing', () => {
  const text = page({ language: 'zh-CN', title: 't', body: html`<p>b</p>` });
  expect(text).toContain('<html lang="zh-CN">');
  expect(text).not.toMatch(/https?:|<script|<link|@import|url\(/);
  expect(text).toContain('prefers-color-scheme: dark');
});
