import type { Messages } from './messages.ts';
import type { Text } from './types.ts';

const at = (problem: { file: string; line?: number }): string =>
  problem.line === undefined ? problem.file : `${problem.file}:${problem.line}`;
const during = (title: Text | undefined): string =>
  title === undefined ? 'while it was being loaded' : `during "${title.en}"`;

/** What a file may import besides ndarray and ndarray-ops. */
const doors = ({ file }: { file: string }): string =>
  file === 'property.ts' ? '#lib, fast-check, ' : '#lib, ';

const list = (names: readonly string[]): string => `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;

const problem: Messages['problem'] = {
  'missing file': (p) =>
    `${p.file}: expected this file, received none. Bring it back with npm start -- reset.`,
  'symbolic link': (p) => `${p.file}: expected a file, received a symbolic link. Put the file itself there.`,
  'too large': (p) =>
    `${p.file}: expected less than 500 kB, received ${p.bytes} bytes. Keep only your answer in it.`,
  'not utf-8': (p) => `${p.file}: expected text in UTF-8, received UTF-16. Save it as UTF-8 in your editor.`,
  'too deep': (p) =>
    `${p.file}: expected code a parser gets through, received brackets within brackets without end. Write it flatter.`,
  'syntax error': (p) => `${at(p)}: expected TypeScript that parses, received "${p.message}". Fix this line.`,
  'missing export': (p) =>
    p.others.length === 0
      ? `${p.file}: expected an export named ${p.name}, received none. Write export before it and keep its name.`
      : `${p.file}: expected an export named ${p.name}, received ${p.others.join(', ')}. Export it under its name.`,
  'load error': (p) =>
    `${at(p)}: expected a file that loads, received "${p.message}". Fix what runs outside the tests.`,
  'missing name': (p) =>
    `${at(p)}: expected a name that ${p.from} has, received ${p.name}. Check its spelling.`,
  'syntax refused': (p) =>
    `${at(p)}: expected JavaScript with types, received an enum, a namespace, or private, public or readonly before a parameter. Write it without.`,
  'type error': (p) => `${at(p)}: expected types that fit, received "${p.message}". Fix the types here.`,
  'import refused': (p) =>
    `${at(p)}: expected imports from ${doors(p)}ndarray or ndarray-ops only, received ${p.name}. Remove it.`,
  'global refused': (p) =>
    `${at(p)}: expected only the language and the library, received ${p.name}. Remove it.`,
  'name refused': (p) => `${at(p)}: expected your own answer, received ${p.name}: ${p.reason.en}`,
  'ended early': (p) =>
    `kata.ts: expected to run to the end, received an exit ${during(p.during)}. Remove what ends the process.`,
  'changed the judge': (p) =>
    `${at(p)}: expected the language and the library left as they are, received a changed ${p.name}. Remove the change.`,
  'forged result': () =>
    'kata.ts: expected results from the tests only, received one from elsewhere. Remove what sends it.',
  'result missing': (p) =>
    `kata.ts: expected a result of "${p.title.en}", received none. Remove what skips the test.`,
  'result twice': (p) =>
    `kata.ts: expected one result of "${p.title.en}", received several. Remove what repeats it.`,
  'load timeout': () =>
    'kata.ts: expected to load at once, received no end. Look for an endless loop outside your functions.',
  'test timeout': (p) =>
    `kata.ts: expected an answer, received no end ${during(p.during)}. Look for an endless loop.`,
  'out of memory': (p) =>
    `kata.ts: expected modest memory, received too much ${during(p.during)}. Look for a list that keeps growing.`,
  'output flood': (p) =>
    `kata.ts: expected little output, received over 1 MB ${during(p.during)}. Remove the console.log.`,
};

const didYouMean = (guess: string | undefined): string => (guess ? `Did you mean ${guess}? ` : '');

export const en: Messages = {
  product: 'Parameter Katas',
  points: (earned, possible) => `${earned} / ${possible} points`,
  percent: (value) => `${value} %`,
  verdict: {
    passed: 'passed',
    'not started': 'not started',
    wrong: 'wrong',
    broken: 'broken',
    'out of time': 'out of time',
    'not allowed': 'not allowed',
  },
  status: {
    passed: 'passed',
    failed: 'failed',
    'not started': 'not started',
    'out of time': 'did not end within its time',
    broken: 'threw an error',
    'no result': 'was not reached',
  },
  someProperties: (passed, total) => `${passed} of ${total} ${total === 1 ? 'property' : 'properties'}`,
  problem,
  input: 'input',
  expected: 'expected',
  yours: 'yours',
  difference: (place, expected, yours) =>
    `First difference at ${place}: expected ${expected}, yours ${yours}.`,
  shapes: (expected, yours) => `The shapes differ: expected ${expected}, yours ${yours}.`,
  more: (count) => `(${count} more)`,
  printed: 'Your file printed:',
  toPass: 'The tests check:',
  looksLike: (name) => `This looks like: ${name}`,
  hint: (level, text) => `Hint ${level}: ${text}`,
  askHint: (command) => `Hint: ${command}`,
  replay: (command) => `Replay: ${command}`,
  minutes: (count) => `${count} min`,
  started: 'started',
  nextStart: (readme, command) => `Next: read ${readme}, write kata.ts beside it, then run ${command}`,
  nextSee: (command) => `Next: ${command}`,
  nextFix: (file, command) => `Next: edit ${file}, then run ${command}`,
  nextHint: (command) => `Next: try it, or ask for more with ${command}`,
  nextTry: (file) => `Next: npm start -- grade ${file}`,
  nextKata: (command) => `Next: passed; see what is left with ${command}`,
  allDone: 'Next: all katas passed. Read the reference solutions in solutions/ and compare.',
  lastHint: 'This is the last hint.',
  unknownKata: (command, word, guess) =>
    `${command}: expected a kata name, received "${word}". ${didYouMean(guess)}See npm start -- list.`,
  unknownCommand: (names, word, guess) =>
    `npm start: expected ${list(names)}, received "${word}". ${didYouMean(guess)}See npm start -- --help.`,
  unknownOption: (command, word, guess) =>
    `${command}: expected one of its options, received ${word}. ${didYouMean(guess)}See npm start -- --help.`,
  tooManyWords: (command, most, received) =>
    `${command}: expected ${most === 0 ? 'no word' : `at most ${most} word${most === 1 ? '' : 's'}`} after it, received ${received}. See npm start -- ${command} --help.`,
  badValue: (option, expected, received) =>
    `${option}: expected ${expected}, received ${received}. See npm start -- --help.`,
  needsValue: (option) => `${option}: expected a value, received none. See npm start -- --help.`,
  oneKata: (command, received) =>
    `${command}: expected exactly one kata, received ${received}. Name one, for example 01-access/02.`,
  noFolder: (option, folder) =>
    `${option}: expected a folder with katas, received ${folder}. Check the path.`,
  crashed: (what) =>
    `grader: expected to finish, received "${what}". Run npm ci; if it stays, open an issue.`,
};
