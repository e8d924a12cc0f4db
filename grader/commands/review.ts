import { join } from 'node:path';
import { allKatas } from '../catalogue.ts';
import { type Keep, openKeep } from '../keep/index.ts';
import { readSubmission } from '../submission.ts';
import { type Kata, shortName } from '../types.ts';
import { answer, type Context, command, keepOf, nameOf, oneKata, tell } from './command.ts';
import { flag } from './option.ts';

/** A katas folder of its own, so that `--katas` grades it and the solved kata stays as it is. */
const REVIEW = ['.katas', 'review'];

export const reviewCommand = command({
  name: 'review',
  usage: { en: '[kata]', zh: '[练习]' },
  summary: { en: 'an old solved kata again, in a scratch copy', zh: '在草稿副本里重做一个解过的练习' },
  most: 1,
  options: { again: flag({ en: 'begin the scratch copy anew', zh: '重新开始草稿副本' }) },
  run: (words, { again }, context) => {
    const keep = keepOf(context);
    const kata = words.length > 0 ? oneKata(context, words) : longestAgo(context, keep);
    if (kata === undefined) {
      answer(context, nothingSolved(context), { id: null });
      return 1;
    }
    const folder = join(keep.home, ...REVIEW);
    const scratch = openKeep(context.course, join(folder, 'katas'));
    const begun = !isMissing(kata, scratch) && !again;
    if (!begun) scratch.reset(kata);
    keep.recordReview(kata);
    const shown = REVIEW.join('/');
    const file = `${shown}/katas/${kata.id}/kata.ts`;
    const grade = `npm start -- grade ${shortName(kata.id)} --katas ${shown}`;
    answer(context, page(kata, { begun, file, grade }, context), { id: kata.id, begun, file, grade });
    return 0;
  },
});

/** The solved kata whose last pass or review is the oldest. */
function longestAgo(context: Context, keep: Keep): Kata | undefined {
  const order = keep.lastSeen();
  const solved = allKatas(context.catalogue()).filter(({ id }) => order.has(id));
  return solved.toSorted((a, b) => order.get(a.id)! - order.get(b.id)!)[0];
}

function isMissing(kata: Kata, { katasFolder }: Keep): boolean {
  const { files, untouched } = readSubmission(kata, katasFolder);
  return files.size === 0 || untouched;
}

function nothingSolved(context: Context): string {
  const head = tell(
    context,
    'No kata has passed yet, so there is nothing to review.',
    '还没有通过的练习，暂时没有可以复习的。',
  );
  return `${head}\n\n${context.paper.bold(context.paper.messages.nextSee('npm start'))}\n`;
}

function page(
  kata: Kata,
  { begun, file, grade }: { begun: boolean; file: string; grade: string },
  context: Context,
): string {
  const { bold, messages } = context.paper;
  const what = begun
    ? tell(
        context,
        'Your scratch copy is still there; --again begins anew.',
        '草稿副本还在；用 --again 重新开始。',
      )
    : tell(
        context,
        'A fresh stub in a scratch copy; your solved kata stays as it is.',
        '草稿副本里是原始文件；你解过的练习不受影响。',
      );
  return `${bold(nameOf(context, kata))} ${'★'.repeat(kata.stars)}\n\n${what}\n\n${bold(messages.nextFix(file, grade))}\n`;
}
