import { allKatas } from './catalogue.ts';
import { type GraderError, usage } from './errors.ts';
import { nearest } from './nearest.ts';
import { type Catalogue, type Kata, shortName } from './types.ts';

/**
 * The katas meant by the words of a command, in catalogue order; no words means all. `where` begins the error. Throws
 * on an unknown word.
 */
export function selectKatas(
  catalogue: Catalogue,
  words: readonly string[],
  where = 'grade',
): readonly Kata[] {
  const katas = allKatas(catalogue);
  if (words.length === 0) return katas;
  const chosen = new Set(words.flatMap((word) => matches(katas, word, where)));
  return katas.filter((kata) => chosen.has(kata));
}

/** Accepts `01-access/02-open-a-layer`, `01-access/02`, `01/02`, `open-a-layer`, `01-access`, and a path to the kata. */
function matches(katas: readonly Kata[], word: string, where: string): readonly Kata[] {
  const clean = tidy(word);
  const found = katas.filter((kata) => namesOf(kata).includes(clean));
  if (found.length > 0) return found;
  throw unknown(katas, word, clean, where);
}

function tidy(word: string): string {
  return word
    .replaceAll('\\', '/')
    .replace(/^.*\bkatas\//, '')
    .replace(/\/(kata|kata\.test|property)\.ts$/, '')
    .replace(/\/README(\.zh-CN)?\.md$/, '')
    .replace(/^\.\//, '')
    .replace(/\/+$/, '');
}

function namesOf(kata: Kata): string[] {
  const [group = '', name = ''] = kata.id.split('/');
  const [groupNumber, kataNumber] = [group.slice(0, 2), name.slice(0, 2)];
  const bare = name.slice(3);
  return [kata.id, shortName(kata.id), `${groupNumber}/${kataNumber}`, name, bare, group, group.slice(3)];
}

function unknown(katas: readonly Kata[], word: string, clean: string, where: string): GraderError {
  const names = katas.flatMap((kata) => [shortName(kata.id), kata.id, kata.id.split('/')[1]!.slice(3)]);
  const guess = nearest(clean, names);
  return usage((messages) => messages.unknownKata(where, word, guess));
}
