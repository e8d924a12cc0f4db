import { join } from 'node:path';
import { forgetScripts } from '../bundle.ts';
import { VerdictCache } from '../cache.ts';
import { readCatalogue } from '../catalogue.ts';
import { endAll } from '../child-process.ts';
import type { GradeOptions } from '../grade.ts';
import { openKeep } from '../keep/index.ts';
import type { Limits } from '../limits.ts';
import type { Person } from '../terminal.ts';
import { act } from './actions.ts';
import { watchFiles } from './files.ts';
import { Judge } from './judge.ts';
import { type Manner, type Means, runSession } from './session.ts';

export type { Manner } from './session.ts';

export type Place = { readonly course: string; readonly katasFolder: string; readonly limits: Limits };

/** Watch mode on a real course: the verdict of every save, until the person leaves. */
export async function watchKatas(place: Place, manner: Manner, person: Person): Promise<void> {
  try {
    await runSession(meansOf(place), manner, person);
  } finally {
    endAll();
  }
}

export function meansOf({ course, katasFolder, limits }: Place): Means {
  const keep = openKeep(course, katasFolder);
  const own = katasFolder === join(course, 'katas');
  const freshCache = (): VerdictCache | undefined => (own ? new VerdictCache(course) : undefined);
  let cache = freshCache();
  const options: GradeOptions = {
    katasFolder,
    limits,
    replay: {},
    get cache() {
      return cache;
    },
    passed: (kata, files) => keep.recordPassed(kata, files),
  };
  return {
    course,
    katasFolder,
    catalogue: () => readCatalogue(course),
    judge: new Judge(options),
    act: (action, kata, language) => act(action, kata, language, keep),
    openWatch: watchFiles,
    forget: () => {
      forgetScripts();
      cache = freshCache();
    },
  };
}
