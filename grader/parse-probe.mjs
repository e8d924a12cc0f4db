// Reads one file from standard input and parses it. Code nested too deep ends the process: better this one than the
// grader. It parses a little below the top of its stack, so that what it survives the grader survives as well.
import { readFileSync } from 'node:fs';
import { parseSync } from 'oxc-parser';

const text = readFileSync(0, 'utf8');

function below(frames) {
  if (frames > 0) return below(frames - 1);
  return parseSync('kata.ts', text, { lang: 'ts', sourceType: 'module' }).program;
}

below(500);
