import { command } from './command.ts';
import { gradeOptions, tellGrades } from './grade.ts';

/** What runs when no command is named. */
export const startCommand = command({
  name: 'start',
  usage: { en: '', zh: '' },
  summary: { en: 'the scorecard of all katas', zh: '全部练习的成绩单' },
  most: 0,
  options: gradeOptions,
  run: tellGrades,
});
