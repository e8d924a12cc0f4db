import { wantsColours } from '../terminal.ts';
import { watchKatas } from '../watch/index.ts';
import { command } from './command.ts';
import { gradeOptions, tellGrades } from './grade.ts';
import { flag } from './option.ts';

/** What runs when no command is named: watch mode for somebody at a terminal, else the scorecard. */
export const startCommand = command({
  name: 'start',
  usage: { en: '', zh: '' },
  summary: {
    en: 'in a terminal: judge on every save; else the scorecard',
    zh: '在终端里：每次保存都检查；否则打印成绩单',
  },
  most: 0,
  options: {
    ...gradeOptions,
    plain: flag({
      en: 'watch in lines of text: no redrawing, for screen readers',
      zh: '逐行输出，不重画屏幕，适合读屏软件',
    }),
  },
  run: async (words, { plain, ...values }, context) => {
    const { course, katasFolder, limits, paper, terminal } = context;
    const { env, person } = terminal;
    const atTerminal = person?.input.isTTY === true && person.output.isTTY === true;
    const asksForReport = context.json || values.format.length > 0 || values.output !== undefined;
    if (person === undefined || asksForReport || !(atTerminal || plain))
      return tellGrades(words, values, context);
    const manner = {
      language: paper.language,
      colours: wantsColours(terminal),
      plain: plain || env.TERM === 'dumb',
    };
    await watchKatas({ course, katasFolder, limits }, manner, person);
    return 0;
  },
});
