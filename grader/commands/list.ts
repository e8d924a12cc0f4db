import { join } from 'node:path';
import { VerdictCache } from '../cache.ts';
import { allKatas } from '../catalogue.ts';
import { type KnownState, listing } from '../report/text.ts';
import { readSubmission } from '../submission.ts';
import type { Kata } from '../types.ts';
import { answer, type Context, command } from './command.ts';

export const listCommand = command({
  name: 'list',
  usage: { en: '', zh: '' },
  summary: { en: 'all katas: stars, minutes, how far you are', zh: '列出全部练习：星级、用时、进度' },
  most: 0,
  options: {},
  run: (_words, _values, context) => {
    const catalogue = context.catalogue();
    const katas = allKatas(catalogue);
    const states = statesOf(katas, context);
    const data = katas.map(({ id, title, stars, minutes, cells }) => {
      return { id, title, stars, minutes, cells, state: states.get(id) };
    });
    answer(context, listing(catalogue, states, context.paper), { katas: data });
    return 0;
  },
});

/** The verdict where one of the same bytes is known, else only whether the file is begun. */
function statesOf(katas: readonly Kata[], context: Context): ReadonlyMap<string, KnownState> {
  const { course, katasFolder, terminal } = context;
  const own = katasFolder === join(course, 'katas') && !terminal.env.CI;
  const cache = own ? new VerdictCache(course) : undefined;
  const states = katas.map((kata): [string, KnownState] => {
    const { untouched, files } = readSubmission(kata, katasFolder);
    return [kata.id, untouched ? 'not started' : (cache?.get(kata, files)?.verdict.name ?? 'started')];
  });
  return new Map(states);
}
