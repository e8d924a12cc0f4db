/**
 * Runs first in a child. It lives for a second, in which the optimizing compiler costs more than it gives back: it is
 * left to code that is ten times as hot as usual. The words for that differ between the engines of Node.
 */
import { setFlagsFromString } from 'node:v8';

const words = process.version.startsWith('v20.')
  ? ['--interrupt-budget=500000']
  : ['--no-maglev', '--invocation-count-for-turbofan=25000'];

for (const word of words) setFlagsFromString(word);
