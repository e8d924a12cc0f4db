import { allKatas } from '../catalogue.ts';
import { listing } from '../report/text.ts';
import { readSubmission } from '../submission.ts';
import { answer, command } from './command.ts';

export const listCommand = command({
  name: 'list',
  usage: { en: '', zh: '' },
  summary: { en: 'all katas: stars, minutes, seed cells', zh: '列出全部练习：星级、用时、原书单元' },
  most: 0,
  options: {},
  run: (_words, _values, context) => {
    const catalogue = context.catalogue();
    const katas = allKatas(catalogue);
    const untouched = new Set(
      katas.filter((kata) => readSubmission(kata, context.katasFolder).untouched).map((kata) => kata.id),
    );
    const data = katas.map(({ id, title, stars, minutes, cells }) => {
      return { id, title, stars, minutes, cells, state: untouched.has(id) ? 'not started' : 'started' };
    });
    answer(context, listing(catalogue, untouched, context.paper), { katas: data });
    return 0;
  },
});
