import type { Command } from './command.ts';
import { diffCommand } from './diff.ts';
import { doctorCommand } from './doctor.ts';
import { gradeCommand } from './grade.ts';
import { hintCommand } from './hint.ts';
import { listCommand } from './list.ts';
import { pictureCommand } from './picture.ts';
import { reportCommand } from './report.ts';
import { resetCommand } from './reset.ts';
import { reviewCommand } from './review.ts';
import { solutionCommand } from './solution.ts';
import { startCommand } from './start.ts';
import { undoCommand } from './undo.ts';
import { updateCommand } from './update.ts';

/** Every command, in the order of the help. The first runs when none is named. */
export const commands: readonly [Command, ...Command[]] = [
  startCommand,
  gradeCommand,
  listCommand,
  hintCommand,
  pictureCommand,
  diffCommand,
  resetCommand,
  undoCommand,
  solutionCommand,
  reviewCommand,
  updateCommand,
  doctorCommand,
  reportCommand,
];
