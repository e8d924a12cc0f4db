import { join } from 'node:path';
import type { Files } from '../bundle.ts';
import { VerdictCache } from '../cache.ts';
import type { GradeOptions } from '../grade.ts';
import type { Kata } from '../types.ts';
import { type Context, keepOf } from './command.ts';

/**
 * What grading one's own katas leaves behind: verdicts to reuse, and what passed; another folder's leave nothing. A
 * build server starts afresh, since the checkout it is given may bring verdicts of its own.
 */
export function memoryOf(context: Context, fresh = false): Pick<GradeOptions, 'cache' | 'passed'> {
  const { course, katasFolder, terminal } = context;
  if (katasFolder !== join(course, 'katas')) return {};
  const keep = keepOf(context);
  const passed = (kata: Kata, files: Files): void => {
    try {
      keep.recordPassed(kata, files);
    } catch {
      // A disk that cannot be written has nothing to lose later.
    }
  };
  return fresh || terminal.env.CI ? { passed } : { passed, cache: new VerdictCache(course) };
}
