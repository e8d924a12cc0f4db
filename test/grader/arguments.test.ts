import { expect, it } from 'vitest';
import { readArguments } from '../../grader/arguments.ts';
import { commands } from '../../grader/commands/table.ts';
import { GraderError } from '../../grader/errors.ts';

const refusal = (...argv: string[]): GraderError => {
  try {
    readArguments(argv);
  } catch (error) {
    if (error instanceof GraderError) return error;
  }
  throw new Error(`${argv.join(' ')} was not refused`);
};

it('starts without words, every option at its default', () => {
  const asked = readArguments([]);
  expect([asked.command.name, asked.named, asked.words]).toEqual(['start', false, []]);
  expect(asked.values).toMatchObject({ hint: undefined, seed: undefined, fresh: false });
  expect(asked.shared).toMatchObject({ json: false, help: false, lang: undefined });
});

it('reads a whole replay command', () => {
  const replay = 'grade 01-access/02 --property 3 --seed -7 --path 0:12 --lang zh-CN'.split(' ');
  const asked = readArguments(replay);
  expect([asked.command.name, asked.words]).toEqual(['grade', ['01-access/02']]);
  expect(asked.values).toMatchObject({ hint: undefined, property: 3, seed: -7, path: '0:12' });
  expect(asked.shared.lang).toBe('zh-CN');
});

it('reads joined values and short names', () => {
  const asked = readArguments(['--seed=5', '--lang=zh', '-h']);
  expect(asked.values.seed).toBe(5);
  expect(asked.shared).toMatchObject({ lang: 'zh-CN', help: true });
});

it('takes help as a word too', () => {
  expect(readArguments(['help']).shared.help).toBe(true);
  const asked = readArguments(['help', 'hint']);
  expect([asked.command.name, asked.named, asked.shared.help]).toEqual(['hint', true, true]);
});

it('an option that two commands share is the same kind in both', () => {
  const kinds = new Map<string, string>();
  for (const { options } of commands) {
    for (const [name, { type }] of Object.entries(options)) {
      expect([name, kinds.get(name) ?? type]).toEqual([name, type]);
      kinds.set(name, type);
    }
  }
});

it.each([
  [['grad'], 'received "grad". Did you mean grade?'],
  [['01/02'], 'Did you mean grade 01/02?'],
  [['--sede', '1'], 'npm start: expected one of its options, received --sede. Did you mean --seed?'],
  [['hint', '--seed', '1'], 'hint: expected one of its options, received --seed.'],
  [['--constructor'], 'npm start: expected one of its options, received --constructor.'],
  [['--seed'], '--seed: expected a value, received none.'],
  [['--json=yes'], '--json: expected --json, received --json=yes.'],
  [['--seed', 'x'], '--seed: expected -2147483648 … 4294967296, received "x".'],
  [['hint', '--level', '4'], '--level: expected 1 … 3, received "4".'],
  [['--path', 'a:b'], '--path: expected 0:1:2, received "a:b".'],
  [['--lang', 'fr'], '--lang: expected en / zh-CN, received fr.'],
  [['start', 'it'], 'start: expected no word after it, received 1.'],
])('refuses %j in both languages', (argv, sentence) => {
  const error = refusal(...argv);
  expect(error.text.en).toContain(sentence);
  expect(error.text.zh).not.toBe('');
  expect(error.text.zh).not.toBe(error.text.en);
  expect(error.exitCode).toBe(2);
});
