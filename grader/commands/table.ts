import type { Command } from './command.ts';
import { gradeCommand } from './grade.ts';
import { hintCommand } from './hint.ts';
import { listCommand } from './list.ts';
import { startCommand } from './start.ts';

/** Every command, in the order of the help. The first runs when none is named. */
export const commands: readonly [Command, ...Command[]] = [
  startCommand,
  gradeCommand,
  listCommand,
  hintCommand,
];
