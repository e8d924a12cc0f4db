import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Text } from './types.ts';

export interface Candidate {
  readonly name: Text;
  readonly module: unknown;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const load = (path: string): Promise<unknown> => import(/* @vite-ignore */ pathToFileURL(path).href);

/** The right and wrong solutions a boss kata's property is measured on, read from the folders. */
export async function candidates(kata: string): Promise<{ right: Candidate[]; wrong: Candidate[] }> {
  const right: Candidate[] = [
    { name: { en: 'reference', zh: '参考解法' }, module: await load(`${root}solutions/${kata}/kata.ts`) },
  ];
  for (const folder of foldersOf(`test/right/${kata}`)) {
    right.push({
      name: { en: folder, zh: folder },
      module: await load(`${root}test/right/${kata}/${folder}/kata.ts`),
    });
  }
  const wrong: Candidate[] = [];
  for (const folder of foldersOf(`test/wrong/${kata}`)) {
    const home = `${root}test/wrong/${kata}/${folder}`;
    if (!existsSync(`${home}/kata.ts`)) continue;
    const { name } = JSON.parse(readFileSync(`${home}/wrong.json`, 'utf8')) as { name: Text };
    wrong.push({ name, module: await load(`${home}/kata.ts`) });
  }
  return { right, wrong };
}

const foldersOf = (path: string): string[] =>
  existsSync(`${root}${path}`)
    ? readdirSync(`${root}${path}`, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .sort()
    : [];
