import { expect, it } from 'vitest';
import { readArguments } from '../../grader/arguments.ts';
import { GraderError } from '../../grader/errors.ts';

const refusal = (...argv: string[]): GraderError => {
  try {
    readArguments(argv, 'en');
  } catch (error) {
    if (error instanceof GraderError) return error;
  }
  throw new Error(`${argv.join(' ')} was not refused`);
};

it('starts without words, and reads a whole replay command', () => {
  expect(readArguments([], 'en')).toMatchObject({
    command: 'start',
    words: [],
    hint: 0,
    level: 1,
    json: false,
  });
  const replay = [
    'grade',
    '01-access/02',
    '--property',
    '3',
    '--seed',
    '-7',
    '--path',
    '0:12',
    '--lang',
    'zh-CN',
  ];
  expect(readArguments(replay, 'en')).toMatchObject({
    command: 'grade',
    words: ['01-access/02'],
    property: 3,
    seed: -7,
    path: '0:12',
    language: 'zh-CN',
  });
  expect(readArguments(['--seed=5', '--lang=zh', '-h'], 'en')).toMatchObject({
    seed: 5,
    language: 'zh-CN',
    help: true,
  });
});

it('takes the katas folder from the environment, the option first', () => {
  expect(readArguments([], 'en', { KATAS_DIR: 'a' }).katas).toBe('a');
  expect(readArguments(['--katas', 'b'], 'en', { KATAS_DIR: 'a' }).katas).toBe('b');
});

it.each([
  [['grad'], 'npm start: expected start, grade, list or hint, received "grad". Did you mean grade?'],
  [['01/02'], 'Did you mean grade 01/02?'],
  [['--sede', '1'], 'npm start: expected a known option, received --sede. Did you mean --seed?'],
  [['--seed'], '--seed: expected a value, received none.'],
  [['--seed', 'x'], '--seed: expected -2147483648 … 4294967296, received "x".'],
  [['hint', '--level', '4'], '--level: expected 1 … 3, received "4".'],
  [['--path', 'a:b'], '--path: expected 0:1:2, received "a:b".'],
  [['--lang', 'fr'], '--lang: expected en / zh-CN, received fr.'],
])('refuses %j in both languages', (argv, sentence) => {
  const error = refusal(...argv);
  expect(error.text.en).toContain(sentence);
  expect(error.text.zh).not.toBe('');
  expect(error.text.zh).not.toBe(error.text.en);
  expect(error.exitCode).toBe(2);
});
