import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { main } from '../../grader/cli.ts';
import { copyShipped } from '../katas/shipped.ts';
import { scratch } from './fixtures/grade/course.ts';

const checkout = fileURLToPath(new URL('../..', import.meta.url));

async function run(argv: readonly string[]): Promise<string> {
  let out = '';
  const keep = (text: string): void => {
    out += text;
  };
  await main([...argv], { env: {}, columns: 80, isTerminal: false, out: keep, err: keep });
  return out;
}

/** What a screen shows of the case: the property's title, and all that is indented below it. */
const caseOn = (screen: string): string => /✗[^\n]*\n(?:(?: {2}[^\n]*)?\n)*/.exec(screen)![0].trimEnd();

it.each([
  ['01-access/05-all-at-once', 'MA-10-walks-the-generator-twice'],
  ['02-nested/02-walk-the-tree', 'MN-111-tied-twice'],
  ['03-initialization/07-set-directly', 'MI-107-swaps-row-and-column'],
  ['04-tying/05-step-once', 'MT-18-steps-every-mention'],
])('the command printed for a wrong %s shows the same counterexample again', async (kata, wrong) => {
  const folder = join(scratch(), 'katas');
  copyShipped(folder);
  cpSync(join(checkout, 'test/wrong', kata, wrong, 'kata.ts'), join(folder, kata, 'kata.ts'));
  const screen = await run(['grade', kata, '--katas', folder]);
  const command = /npm start -- (grade \S+ --property \d+ --seed -?\d+ --path [\d:]+)/.exec(screen)?.[1];
  expect(command).toBeDefined();
  const again = await run([...command!.split(' '), '--katas', folder]);
  expect(caseOn(screen).split('\n').length).toBeGreaterThan(3);
  expect(caseOn(again)).toBe(caseOn(screen));
});
