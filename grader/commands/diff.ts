import { readStubs } from '../keep/index.ts';
import { diffLines } from '../report/diff.ts';
import { paperFor } from '../report/paper.ts';
import { readSubmission } from '../submission.ts';
import { type Kata, shortName } from '../types.ts';
import { answer, type Context, command, keepOf, nameOf, oneKata, tell } from './command.ts';

export const diffCommand = command({
  name: 'diff',
  usage: { en: 'kata', zh: '练习' },
  summary: { en: 'your file against the last version that passed', zh: '与上一次通过的版本比较' },
  most: 1,
  options: {},
  run: (words, _values, context) => {
    const kata = oneKata(context, words);
    const passed = keepOf(context).lastPassed(kata);
    const before = passed ?? stubTexts(kata, context);
    const after = readSubmission(kata, context.katasFolder).files;
    const against = passed ? 'passed' : 'stub';
    const plain = paperFor(context.paper.language, context.paper.columns, false);
    const data = { id: kata.id, against, lines: diffLines(before, after, plain) };
    answer(context, page(kata, passed !== undefined, diffLines(before, after, context.paper), context), data);
    return 0;
  },
});

function stubTexts({ id, files }: Kata, { course }: Context): ReadonlyMap<string, string> {
  const stubs = readStubs(course);
  return new Map(files.map((file) => [file, stubs[`${id}/${file}`] ?? '']));
}

function page(kata: Kata, passed: boolean, lines: readonly string[], context: Context): string {
  const name = context.paper.bold(nameOf(context, kata));
  const against = passed
    ? tell(context, 'against the last version that passed', '与上一次通过的版本相比')
    : tell(context, 'against the stub: no version passed yet', '与原始文件相比：还没有通过的版本');
  const body = lines.length === 0 ? tell(context, 'No difference.', '没有差别。') : lines.join('\n');
  const next = context.paper.bold(context.paper.messages.nextTry(shortName(kata.id)));
  return `${name} ${against}\n\n${body}\n\n${next}\n`;
}
