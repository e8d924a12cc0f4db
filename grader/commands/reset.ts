import { allKatas } from '../catalogue.ts';
import { hadFiles } from '../keep/index.ts';
import { shortName } from '../types.ts';
import { answer, type Context, command, katasOf, keepOf, nameOf, refuse, tell } from './command.ts';
import { flag } from './option.ts';

export const resetCommand = command({
  name: 'reset',
  usage: { en: 'kata...', zh: '练习...' },
  summary: { en: 'the shipped stub again; your version is kept', zh: '恢复原始文件，你写的版本会保留' },
  most: Number.POSITIVE_INFINITY,
  options: {
    all: flag({ en: 'every kata', zh: '全部练习' }),
    yes: flag({ en: 'agree to reset several at once', zh: '同意一次重置多个练习' }),
  },
  run: (words, { all, yes }, context) => {
    const katas = all ? allKatas(context.catalogue()) : katasOf(context, words);
    if (!all && words.length === 0) {
      throw refuse(
        'reset: expected a kata or --all, received none. Name one, for example npm start -- reset 01-access/02.',
        'reset：需要指定一个练习或 --all。例如 npm start -- reset 01-access/02。',
      );
    }
    if (katas.length > 1 && !yes) throw needsYes(katas.length);
    const keep = keepOf(context);
    const change = keep.reset(...katas);
    const done = katas.filter((kata) => keep.pathsOf(kata).some((path) => differs(change, path)));
    const lines = done.map((kata) => nameOf(context, kata));
    const kept = change !== undefined && hadFiles(change);
    const text =
      lines.length === 0 ? untouched(context) : `${lines.join('\n')}\n\n${next(context, done, kept)}\n`;
    answer(context, text, { reset: done.map(({ id }) => id) });
    return 0;
  },
});

function differs(change: ReturnType<ReturnType<typeof keepOf>['reset']>, path: string): boolean {
  return change !== undefined && change.before[path] !== change.after[path];
}

function untouched(context: Context): string {
  return tell(context, 'Nothing to reset: only the stub is there.\n', '无需重置：文件本来就是原样。\n');
}

function next(context: Context, done: readonly { readonly id: string }[], kept: boolean): string {
  const command = `npm start -- undo${done.length === 1 ? ` ${shortName(done[0]!.id)}` : ''}`;
  const head = tell(
    context,
    done.length === 1 ? 'The stub is back.' : 'The stubs are back.',
    '已恢复原始文件。',
  );
  if (!kept) return `${head}\n${context.paper.bold(context.paper.messages.nextTry(shortName(done[0]!.id)))}`;
  return `${head}\n${context.paper.bold(tell(context, `Next: ${command} brings your version back`, `下一步：用 ${command} 可取回你写的版本`))}`;
}

function needsYes(count: number): Error {
  return refuse(
    `reset: expected --yes to reset ${count} katas at once, received none. Add --yes; undo brings all of them back.`,
    `reset：一次重置 ${count} 个练习需要加上 --yes。之后可用 undo 全部取回。`,
  );
}
