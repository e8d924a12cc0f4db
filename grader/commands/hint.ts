import { hintText } from '../report/text.ts';
import { answer, command, oneKata } from './command.ts';
import { whole } from './option.ts';

export const hintCommand = command({
  name: 'hint',
  usage: { en: 'kata', zh: '练习' },
  summary: { en: 'a hint, in three levels', zh: '查看提示，共三级' },
  most: Number.POSITIVE_INFINITY,
  options: {
    level: whole('1|2|3', 1, 3, { en: 'from a nudge to almost the code', zh: '从点拨到几乎写出代码' }),
  },
  run: (words, { level = 1 }, context) => {
    const kata = oneKata(context, words);
    const data = { id: kata.id, level, of: kata.hints.length, hint: kata.hints[level - 1] };
    answer(context, hintText(kata, level, context.paper), data);
    return 0;
  },
});
