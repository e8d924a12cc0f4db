import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { makeClass } from './class-maker.ts';

function made(students: number): { files: Map<string, string>; kinds: Record<string, number> } {
  const folder = mkdtempSync(join(tmpdir(), 'parameter-katas-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { kinds } = makeClass(folder, students);
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return {
    kinds,
    files: new Map(paths.map((path) => [path.slice(folder.length), readFileSync(path, 'utf8')])),
  };
}

it('makes the same class twice, with every kind of answer and nothing but answers', () => {
  const [one, two] = [made(8), made(8)];
  expect(one.files).toEqual(two.files);
  expect(one.kinds).toMatchObject({ hostile: 0 });
  for (const kind of ['stub', 'right', 'wrong', 'broken']) expect(one.kinds[kind]).toBeGreaterThan(0);
  for (const path of one.files.keys()) expect(path).toMatch(/[\\/](kata|property)\.ts$/);
});
