import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Text } from '../kit/types.ts';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export const foldersIn = (path: string): string[] =>
  existsSync(`${root}${path}`)
    ? readdirSync(`${root}${path}`, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .sort()
    : [];

export const hasFile = (folder: string, file: string): boolean => existsSync(`${root}${folder}/${file}`);

export const hasAnswer = (folder: string): boolean =>
  ['kata.ts', 'property.ts'].some((file) => hasFile(folder, file));

/** A wrong property beside an answer borrowed from the reference. */
export const hasOnlyProperty = (folder: string): boolean => !existsSync(`${root}${folder}/kata.ts`);

/** Every kata as `group/kata`; only those named in KATA when that is set. */
export const katas: string[] = foldersIn('katas')
  .flatMap((group) => foldersIn(`katas/${group}`).map((kata) => `${group}/${kata}`))
  .filter((kata) => !process.env.KATA || kata.includes(process.env.KATA));

export interface Wrong {
  readonly id: string;
  readonly name: Text;
  readonly hint: Text;
  readonly caughtBy: string;
}

export const wrongOf = (kata: string, folder: string): Wrong =>
  JSON.parse(readFileSync(`${root}test/wrong/${kata}/${folder}/wrong.json`, 'utf8')) as Wrong;
