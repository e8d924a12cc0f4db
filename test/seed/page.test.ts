import { describe, expect, it } from 'vitest';
import { filesUnder, read } from '../house/files.ts';

/** The page that shows the three dialects side by side holds only what the twins run. */
const files = { P: 'pytorch', M: 'mxnet', T: 'keras' } as const;
const squeezed = (text: string) => text.replace(/\s+/g, '').replace(/,(?=[)\]}])/g, '');

/** What a twin runs: its own entry and the helpers above the list. */
function sourceOf(cell: string): string {
  const source = read(`test/seed/${files[cell[0] as keyof typeof files]}.test.ts`);
  const [helpers, ...entries] = source.split(/(?=\n {4}id: ')/);
  const entry = entries.find((text) => text.startsWith(`\n    id: '${cell}'`));
  expect(entry, `a twin for ${cell}`).toBeDefined();
  return squeezed(helpers! + entry!);
}

describe.each(['README.md', 'README.zh-CN.md'])('lib/%s', (file) => {
  const rows = read(`lib/${file}`)
    .split('\n')
    .filter((line) => /^\| \d+ \|/.test(line));
  const cells = rows.flatMap((row) => [...row.matchAll(/`([^`]+)` ([PMT]\d\d) \|/g)]);

  it('maps 44 of 44 cells to a twin', () => {
    expect(rows).toHaveLength(15);
    expect(new Set(cells.map(([, , cell]) => cell)).size).toBe(44);
    expect(cells).toHaveLength(44);
  });
  it.each(cells.map(([, code, cell]) => [cell!, code!]))('%s runs %s', (cell, code) => {
    expect(sourceOf(cell)).toContain(squeezed(code));
  });
  it('leads from every cell to its kata', () => {
    const katas = new Set(filesUnder('katas'));
    for (const row of rows) {
      const link = /\]\(\.\.\/(katas\/[^)]+)\)/.exec(row)?.[1];
      const open = /\(coming\)|（即将推出）/.test(row);
      expect(open || katas.has(link!), row).toBe(true);
    }
  });
  it('names the fourteen slips of the book', () => {
    const slips = [...read(`lib/${file}`).matchAll(/\*\*(Q\d+)\*\*/g)].map(([, id]) => id);
    expect(slips).toEqual(Array.from({ length: 14 }, (_, i) => `Q${i + 1}`));
  });
});
