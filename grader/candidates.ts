import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import type { Kata, Text } from './types.ts';

/**
 * In a boss kata the learner's property is tried on right and wrong solutions. The kit's `#candidates` reads them
 * from the disk; a child has none, so here they are part of its script.
 */
export function candidatesOf(kata: Kata): Plugin {
  return {
    name: 'candidates',
    setup(plan) {
      plan.onResolve({ filter: /^#candidates$/ }, ({ path }) => ({ path, namespace: 'candidates' }));
      plan.onLoad({ filter: /.*/, namespace: 'candidates' }, () => ({
        contents: moduleOf(kata),
        loader: 'js',
        resolveDir: kata.folder,
      }));
    },
  };
}

function moduleOf(kata: Kata): string {
  if (!kata.files.includes('property.ts')) return moduleText([], []);
  const course = join(kata.folder, '..', '..', '..');
  const reference = entry({ en: 'reference', zh: '参考解法' }, join(course, 'solutions', kata.id));
  const rights = foldersIn(join(course, 'test', 'right', kata.id)).map((folder) =>
    entry(sameName(folder), folder),
  );
  const wrongs = foldersIn(join(course, 'test', 'wrong', kata.id)).map((folder) =>
    entry(nameOf(folder), folder),
  );
  return moduleText([reference, ...rights], wrongs);
}

function moduleText(right: readonly string[], wrong: readonly string[]): string {
  return `export async function candidates() {
  return { right: [${right.join(',\n')}], wrong: [${wrong.join(',\n')}] };
}`;
}

function entry(name: Text, folder: string): string {
  return `{ name: ${JSON.stringify(name)}, module: await import(${JSON.stringify(join(folder, 'kata.ts'))}) }`;
}

function sameName(folder: string): Text {
  const name = folder.replace(/^.*[\\/]/, '');
  return { en: name, zh: name };
}

function nameOf(folder: string): Text {
  return (JSON.parse(readFileSync(join(folder, 'wrong.json'), 'utf8')) as { name: Text }).name;
}

/** Folders with an implementation: a wrong property of the learner's kind has none and is left out. */
function foldersIn(home: string): string[] {
  if (!existsSync(home)) return [];
  return readdirSync(home)
    .sort()
    .map((name) => join(home, name))
    .filter((folder) => existsSync(join(folder, 'kata.ts')));
}
