import { expect, it } from 'vitest';
import type { Outcome, Problem } from '../../grader/types.ts';
import { type Evidence, judge } from '../../grader/verdict.ts';

const titles = ['first', 'second', 'third'].map((en) => ({ en, zh: `zh ${en}` }));
const outcomes = (...statuses: Outcome['status'][]): Outcome[] =>
  statuses.map((status, i) => ({ title: titles[i]!, status }));
const base: Evidence = {
  untouched: false,
  expected: titles.map((title, i) => ({ number: i + 1, title })),
  outcomes: [],
  problems: [],
  points: 20,
};
const verdict = (more: Partial<Evidence>): [string, number, string[]] => {
  const { name, earned, problems } = judge({ ...base, ...more });
  return [name, earned, problems.map(({ kind }) => kind)];
};

it.each<[string, number, Outcome['status'][]]>([
  ['passed', 20, ['passed', 'passed', 'passed']],
  ['not started', 0, ['not started', 'not started', 'not started']],
  ['wrong', 13, ['passed', 'failed', 'passed']],
  ['wrong', 6, ['passed', 'out of time', 'failed']],
  ['wrong', 0, ['broken', 'broken', 'broken']],
  ['wrong', 13, ['passed', 'passed', 'not started']],
  ['out of time', 13, ['passed', 'out of time', 'passed']],
])('is %s with %i points for %j', (name, earned, statuses) => {
  expect(verdict({ outcomes: outcomes(...statuses) })).toEqual([name, earned, []]);
});

it('knows an untouched stub without any run', () => {
  const judged = judge({ ...base, untouched: true });
  expect(judged).toMatchObject({ name: 'not started', earned: 0, problems: [] });
  expect(judged.properties.map(({ status }) => status)).toEqual([
    'not started',
    'not started',
    'not started',
  ]);
});

it('counts only exactly the expected tests, once each', () => {
  const all = outcomes('passed', 'passed', 'passed');
  expect(verdict({ outcomes: all.slice(0, 2) })).toEqual(['not allowed', 0, ['result missing']]);
  expect(verdict({ outcomes: [] })).toEqual([
    'not allowed',
    0,
    ['result missing', 'result missing', 'result missing'],
  ]);
  expect(verdict({ outcomes: [...all, all[0]!] })).toEqual(['not allowed', 0, ['result twice']]);
  const more: Outcome = { title: { en: 'gift', zh: '礼物' }, status: 'passed' };
  expect(verdict({ outcomes: [...all, more, more] })).toEqual(['not allowed', 0, ['forged result']]);
  expect(verdict({ expected: [] })).toEqual(['wrong', 0, []]);
});

it('lets the gravest problem name the verdict and keeps what was honestly earned before a hang', () => {
  const hang: Problem = { kind: 'test timeout', during: titles[1]! };
  const broken: Problem = { kind: 'load error', file: 'kata.ts', message: 'boom' };
  const some = outcomes('passed');
  expect(verdict({ outcomes: some, problems: [hang] })).toEqual(['out of time', 6, ['test timeout']]);
  expect(verdict({ outcomes: some, problems: [hang, broken] })[0]).toBe('broken');
  expect(verdict({ outcomes: some, problems: [{ kind: 'forged result' }, broken] }).slice(0, 2)).toEqual([
    'not allowed',
    0,
  ]);
  const judged = judge({ ...base, outcomes: some, problems: [hang] });
  expect(judged.properties.map(({ status }) => status)).toEqual(['passed', 'no result', 'no result']);
});

it('never gives full points short of a pass', () => {
  const all = outcomes('passed', 'passed', 'passed');
  expect(verdict({ outcomes: all, problems: [{ kind: 'load timeout' }] })).toEqual([
    'out of time',
    19,
    ['load timeout'],
  ]);
});
