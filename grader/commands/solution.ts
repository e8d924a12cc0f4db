import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { courseError } from '../errors.ts';
import { grade } from '../grade.ts';
import { clean } from '../report/paper.ts';
import { type Kata, shortName } from '../types.ts';
import { answer, type Context, command, keepOf, nameOf, oneKata, tell } from './command.ts';
import { memoryOf } from './memory.ts';
import { flag } from './option.ts';

export const solutionCommand = command({
  name: 'solution',
  usage: { en: 'kata', zh: '练习' },
  summary: { en: 'the reference solution, after you passed', zh: '通过之后查看参考答案' },
  most: 1,
  options: {
    'give-up': flag({ en: 'show it before you passed', zh: '没通过也查看' }),
    write: flag({ en: 'put it in place of yours, which is kept', zh: '用它替换你的文件，你写的版本会保留' }),
  },
  run: async (words, { 'give-up': giveUp, write }, context) => {
    const kata = oneKata(context, words);
    const keep = keepOf(context);
    const passed = keep.lastPassed(kata) !== undefined || (await passesNow(kata, context));
    if (!passed && !giveUp) {
      answer(context, notYet(kata, context), { id: kata.id, passed });
      return 1;
    }
    const files = kata.files.map((file) => [file, solutionText(kata, file, context)] as const);
    if (!write) keep.snapshot(kata, 'solution');
    const change = write
      ? keep.change(
          'solution',
          files.map(([file, text]) => [keep.kataPath(`${kata.id}/${file}`), Buffer.from(text)]),
        )
      : undefined;
    const data = { id: kata.id, passed, files: Object.fromEntries(files), written: change !== undefined };
    answer(context, shown(kata, files, write, context), data);
    return 0;
  },
});

async function passesNow(kata: Kata, context: Context): Promise<boolean> {
  const { katasFolder, limits } = context;
  const [graded] = await grade([kata], { katasFolder, limits, replay: {}, ...memoryOf(context) });
  return graded!.verdict.name === 'passed';
}

function solutionText({ id }: Kata, file: string, { course }: Context): string {
  const path = join(course, 'solutions', id, file);
  if (existsSync(path)) return readFileSync(path, 'utf8');
  throw courseError(`solutions/${id}/${file}`, 'a file', 'none', 'Restore it from the repository');
}

function notYet(kata: Kata, context: Context): string {
  const name = shortName(kata.id);
  const head = tell(
    context,
    `${nameOf(context, kata)} has not passed yet. A hint helps more than the answer.`,
    `${nameOf(context, kata)} 还没有通过。提示比答案更有帮助。`,
  );
  const next = tell(
    context,
    `Next: npm start -- hint ${name}, or npm start -- solution ${name} --give-up`,
    `下一步：npm start -- hint ${name}，或 npm start -- solution ${name} --give-up`,
  );
  return `${head}\n\n${context.paper.bold(next)}\n`;
}

function shown(
  kata: Kata,
  files: readonly (readonly [string, string])[],
  written: boolean,
  context: Context,
): string {
  const { paper } = context;
  const texts = files.map(
    ([file, text]) => `${paper.bold(`solutions/${kata.id}/${file}`)}\n\n${clean(text).trimEnd()}`,
  );
  const undo = `npm start -- undo ${shortName(kata.id)}`;
  const next = written
    ? tell(
        context,
        `Next: in place; ${undo} brings your version back`,
        `下一步：已放入；用 ${undo} 可取回你写的版本`,
      )
    : tell(context, 'Next: compare it with yours', '下一步：和自己的写法比一比');
  return `${texts.join('\n\n')}\n\n${paper.bold(next)}\n`;
}
