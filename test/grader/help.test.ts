import { describe, expect, it } from 'vitest';
import { commandHelp, helpText } from '../../grader/commands/help.ts';
import { commands } from '../../grader/commands/table.ts';
import { width } from '../../grader/report/paper.ts';

describe.each(['en', 'zh-CN'] as const)('help in %s', (language) => {
  const pages = [helpText(commands, language), ...commands.map((command) => commandHelp(command, language))];

  it('fits 80 columns', () => {
    const wide = pages.flatMap((page) => page.split('\n')).filter((line) => width(line) > 80);
    expect(wide).toEqual([]);
  });

  it('names every command, and every option on the page of its command', () => {
    for (const [i, { name, options }] of commands.entries()) {
      if (name !== 'start') expect(pages[0]).toContain(`npm start -- ${name}`);
      for (const option of Object.keys(options)) expect(pages[i + 1]).toContain(`--${option}`);
    }
  });

  it('keeps its two columns apart and aligned', () => {
    const rows = pages[0]!.split('\n').filter((line) => line.startsWith('  npm start'));
    const starts = rows.map((row) => width(/^.*? {2,}(?=\S)/.exec(row.slice(2))![0]));
    expect(new Set(starts).size).toBe(1);
  });
});
