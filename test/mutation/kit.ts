import { existsSync, readdirSync } from 'node:fs';
import { boss as lenient } from '../kit/index.ts';

export * from '../kit/index.ts';

/** How many wrong solutions a boss kata has; a folder without kata.ts holds a wrong property instead. */
function wrongOnes(kata: string): number {
  const home = new URL(`../wrong/${kata}/`, import.meta.url);
  return readdirSync(home).filter((folder) => existsSync(new URL(`${folder}/kata.ts`, home))).length;
}

/**
 * A learner's property may miss some wrong solutions; the reference property must catch them all, or a weaker copy of
 * it would pass unnoticed.
 */
export const boss: typeof lenient = (title, makeProperty, pick, options) =>
  lenient(title, makeProperty, pick, { ...options, atLeast: wrongOnes(options.kata) });
