import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { main } from '../../grader/cli.ts';
import { copyShipped } from '../katas/shipped.ts';
import { scratch } from './fixtures/grade/course.ts';

const checkout = fileURLToPath(new URL('../..', import.meta.url));

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const code = await main(argv, {
    env: {},
    columns: 80,
    isTerminal: false,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}

it('a fresh clone is not solved yet: every kata not started, exit 1', async () => {
  const folder = join(scratch(), 'katas');
  copyShipped(folder);
  const { code, out, err } = await run('--katas', folder);
  expect([code, err]).toEqual([1, '']);
  expect(out).toContain(' · 0 %');
  expect(out).not.toMatch(/wrong|broken|out of time|not allowed|passed/);
});

it('the solutions in place of the stubs score 100 %, exit 0', async () => {
  const folder = join(scratch(), 'katas');
  copyShipped(folder);
  cpSync(join(checkout, 'solutions'), folder, { recursive: true });
  const { code, out } = await run('--katas', folder);
  expect(out).toContain(' · 100 %');
  expect(out).not.toMatch(/✗/);
  expect(code).toBe(0);
});

it('the verdict in the README is what the grader prints', async () => {
  const folder = join(scratch(), 'katas');
  copyShipped(folder);
  const kata = '02-nested/01-block-factory/kata.ts';
  cpSync(
    join(checkout, 'test/wrong/02-nested/01-block-factory/MN-103-no-last-relu/kata.ts'),
    join(folder, kata),
  );
  for (const [file, language] of [
    ['README.md', 'en'],
    ['README.zh-CN.md', 'zh-CN'],
  ] as const) {
    const { out } = await run('grade', '02-nested/01', '--lang', language, '--katas', folder);
    // The README shows the watch screen: above and below the verdict it has lines of its own.
    const screen = readFileSync(join(checkout, file), 'utf8')
      .split('```')
      .find((block) => block.includes('\n✗ '))!;
    const verdict = /\n(✗ [\s\S]*?)\n\n[^\n]*\bh\b/.exec(screen)![1]!;
    const lines = verdict.split('\n').filter((line) => line.trim() !== '');
    for (const line of lines) expect(out).toContain(line);
    expect(lines.length).toBeGreaterThan(8);
  }
});
