import { allKatas } from '../catalogue.ts';
import type { Keep, Version } from '../keep/index.ts';
import { padEnd, padStart, width } from '../report/paper.ts';
import { type Kata, say, shortName, type Text } from '../types.ts';
import { answer, type Context, command, keepOf, nameOf, oneKata, refuse, tell } from './command.ts';
import { flag, whole } from './option.ts';

/** What was done, as the list of versions and the answer of undo name it. */
const actions: Readonly<Record<string, Text>> = {
  reset: { en: 'before a reset', zh: '重置之前' },
  solution: { en: 'before the solution', zh: '放入参考答案之前' },
  update: { en: 'before an update', zh: '更新之前' },
  undo: { en: 'before an undo', zh: '撤销之前' },
  restore: { en: 'before going back', zh: '取回旧版本之前' },
  passed: { en: 'passed', zh: '通过' },
};

export const undoCommand = command({
  name: 'undo',
  usage: { en: '[kata]', zh: '[练习]' },
  summary: { en: 'take back the last reset, update or solution', zh: '撤销上一次重置、更新或放入答案' },
  most: 1,
  options: {
    list: flag({ en: 'the kept versions of a kata', zh: '列出一个练习保留的版本' }),
    to: whole('N', 1, 9999, { en: 'bring back version N of the list', zh: '取回列表中的第 N 个版本' }),
  },
  run: (words, { list, to }, context) => {
    const keep = keepOf(context);
    const kata = words.length === 0 && !list && to === undefined ? undefined : oneKata(context, words);
    if (kata && list) return tellVersions(kata, keep, context);
    const change = kata && to !== undefined ? goBack(kata, to, keep) : keep.undo(kata);
    if (change === undefined) {
      answer(context, tell(context, 'Nothing to undo.\n', '没有可以撤销的操作。\n'), { undone: [] });
      return 1;
    }
    const paths = Object.keys(change.before).filter((path) => change.before[path] !== change.after[path]);
    const katas = allKatas(context.catalogue()).filter((each) =>
      keep.pathsOf(each).some((path) => paths.includes(path)),
    );
    answer(context, done(katas, paths, context), { undone: katas.map(({ id }) => id), files: paths });
    return 0;
  },
});

function goBack(kata: Kata, to: number, keep: Keep): ReturnType<Keep['restore']> {
  const versions = keep.versions(kata);
  const version = versions[to - 1];
  if (version) return keep.restore(kata, version);
  throw refuse(
    `--to: expected a version from 1 to ${versions.length}, received ${to}. See npm start -- undo ${shortName(kata.id)} --list.`,
    `--to：应为 1 到 ${versions.length} 的版本号，收到的是 ${to}。请先用 npm start -- undo ${shortName(kata.id)} --list 查看。`,
  );
}

function done(katas: readonly Kata[], paths: readonly string[], context: Context): string {
  const lines = katas.map((kata) => nameOf(context, kata));
  const more = lines.length === 0 ? paths.slice(0, 5) : [];
  const again = `npm start -- undo${katas.length === 1 ? ` ${shortName(katas[0]!.id)}` : ''}`;
  const head = tell(context, 'Your version is back.', '已取回你写的版本。');
  const next = tell(
    context,
    `Next: ${again} takes this back too`,
    `下一步：再次运行 ${again} 可撤销这次撤销`,
  );
  return `${[...lines, ...more].join('\n')}\n\n${head}\n${context.paper.bold(next)}\n`;
}

function tellVersions(kata: Kata, keep: Keep, context: Context): 0 {
  const { paper } = context;
  const versions = keep.versions(kata);
  const rows = versions.map((version, i) => {
    const texts = [...keep.texts(kata, version.files).values()];
    return { number: i + 1, ...version, lines: texts.join('').split('\n').length - 1 };
  });
  const wide = Math.max(...rows.map(({ reason }) => width(reasonOf(reason, context))));
  const lines = rows.map(({ number, time, reason, lines }) => {
    const size = tell(context, `${lines} ${lines === 1 ? 'line' : 'lines'}`, `${lines} 行`);
    return `  ${padStart(String(number), 3)}  ${localTime(time)}  ${padEnd(reasonOf(reason, context), wide)}  ${size}`;
  });
  const command = `npm start -- undo ${shortName(kata.id)} --to 1`;
  const next =
    rows.length === 0
      ? tell(context, 'No version is kept yet.', '还没有保留任何版本。')
      : paper.bold(
          tell(context, `Next: ${command} brings the newest back`, `下一步：用 ${command} 取回最新的一个`),
        );
  const head = paper.bold(nameOf(context, kata));
  answer(context, `${[head, ...lines].join('\n')}\n\n${next}\n`, { id: kata.id, versions: rows });
  return 0;
}

function reasonOf(reason: Version['reason'], { paper }: Context): string {
  const text = actions[reason];
  return text ? say(text, paper.language) : reason;
}

/** `2026-11-27 07:31` on the learner's own clock. */
function localTime(time: string): string {
  const date = new Date(time);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
