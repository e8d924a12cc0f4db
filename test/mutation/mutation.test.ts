import { describe, expect, it } from 'vitest';
import { read } from '../house/files.ts';
import { accepted } from './accepted.ts';
import { page } from './page.ts';
import { type Accepted, complaints, type StrykerReport, scoresOf } from './score.ts';

const file = 'solutions/01-access/01-a-kata/kata.ts';
const source = 'const a = 1;\nif (a <\n    2) go(a);\n';
const change = (status: string, line: number, from: number, endLine: number, to: number) => ({
  mutatorName: 'EqualityOperator',
  replacement: 'a  <= 2',
  status,
  location: { start: { line, column: from }, end: { line: endLine, column: to } },
});
const reportOf = (...statuses: string[]): StrykerReport => ({
  files: { [file]: { source, mutants: statuses.map((status) => change(status, 2, 5, 3, 6)) } },
});
const survivor = { file, mutator: 'EqualityOperator', from: 'a < 2', to: 'a <= 2' };
const entry: Accepted = { ...survivor, reason: { en: 'a is 1', zh: 'a 是 1' } };
const facts = { date: new Date(Date.UTC(2026, 0, 2)), stryker: '9', vitest: '4', node: '20' };
const killed = (count: number) => Array.from({ length: count }, () => 'Killed');

describe('the score of a group', () => {
  it('counts every change; what is neither killed nor out of time has survived', () => {
    const [score] = scoresOf([
      reportOf('Killed', 'Timeout'),
      reportOf('Survived', 'NoCoverage', 'RuntimeError'),
    ]);
    expect(score).toMatchObject({ group: '01-access', killed: 1, timedOut: 1, percent: 40 });
    expect(score!.survivors).toHaveLength(3);
  });

  it('tells a survivor by its code on one line, whatever the layout', () => {
    expect(scoresOf([reportOf('Survived')])[0]!.survivors).toMatchObject([{ ...survivor, line: 2 }]);
  });
});

describe('what is wrong', () => {
  it('is nothing when all survivors are accepted', () => {
    expect(complaints([reportOf(...killed(19), 'Survived')], [entry])).toEqual([]);
  });

  it('is a survivor nobody accepted', () => {
    expect(complaints([reportOf(...killed(19), 'Survived')], [])).toEqual([
      `${file}:2: expected a test that notices a < 2 → a <= 2, received none. Write one, or say in accepted.ts why none can.`,
    ]);
  });

  it('is an accepted survivor that is there no longer, in a file that was measured', () => {
    expect(complaints([reportOf('Killed')], [entry])).toEqual([
      `${file}: expected the accepted survivor a < 2 → a <= 2, received none. Take it off accepted.ts.`,
    ]);
    expect(complaints([], [entry])).toEqual([]);
  });

  it('is a score below 95 %', () => {
    expect(complaints([reportOf(...killed(18), 'Survived')], [entry])).toEqual([
      '01-access: expected a score of 95 % or more, received 94.7 %. Write the missing tests.',
    ]);
  });
});

describe('the page', () => {
  it('has a row for each group, and each survivor with its reason', () => {
    const scores = scoresOf([reportOf(...killed(19), 'Survived')]);
    const en = page('en', scores, [entry], facts);
    expect(en).toContain('| 01-access | 20 | 19 | 0 | 1 | 95.0 % |');
    expect(en).toContain(`- \`${file}:2\` \`a < 2\` → \`a <= 2\`: a is 1`);
    expect(en).toContain('Measured on 2026-01-02');
    expect(page('zh', scores, [entry], facts)).toContain('a 是 1');
    expect(page('en', scores, [], facts)).toContain('not explained');
    expect(page('en', scoresOf([reportOf('Killed')]), [], facts)).toContain('None.');
  });

  it('that is committed lists the accepted survivors and no others', () => {
    for (const [language, name] of [
      ['en', 'docs/mutation.md'],
      ['zh', 'docs/mutation.zh-CN.md'],
    ] as const) {
      const items = read(name)
        .split('\n')
        .filter((line) => line.startsWith('- '));
      expect(items).toHaveLength(accepted.length);
      for (const { reason } of accepted)
        expect(items.filter((line) => line.endsWith(`: ${reason[language]}`))).not.toEqual([]);
    }
  });

  it('accepts only code that still stands in its file', () => {
    const lost = accepted.filter(({ file, from }) => !read(file).replace(/\s+/g, ' ').includes(from));
    expect(lost).toEqual([]);
  });
});
