import { padEnd, width } from '../report/paper.ts';
import { wrap } from '../report/wrap.ts';
import { type Language, say, type Text } from '../types.ts';
import type { Command } from './command.ts';
import type { Option, Options } from './option.ts';
import { shared } from './shared.ts';

const LEFT = 31;
const COLUMNS = 80;

const texts = {
  head: {
    en: 'Parameter Katas: deep-learning parameters, practised test-first.',
    zh: 'Parameter Katas：以测试先行的方式练习深度学习的参数管理。',
  },
  names: {
    en: `A kata is 01-access/02-open-a-layer, 01-access/02, open-a-layer, a group such as
01-access, or the path of its file.`,
    zh: `练习可以写 01-access/02-open-a-layer、01-access/02、open-a-layer、某一组
（如 01-access），或文件路径。`,
  },
  shared: { en: 'Every command takes:', zh: '所有命令都有：' },
  more: {
    en: 'npm start -- <command> --help shows the options of a command.',
    zh: 'npm start -- <命令> --help 显示该命令的选项。',
  },
  codes: {
    en: 'Exit codes: 0 all passed or done, 1 not yet, 2 asked wrongly, 3 grader failed.',
    zh: '退出码：0 全部通过或已完成，1 尚未全部通过，2 命令有误，3 评分器自身出错。',
  },
} satisfies Readonly<Record<string, Text>>;

/** The whole help: a line per command, what all take, the exit codes. */
export function helpText(commands: readonly Command[], language: Language): string {
  const tell = (text: Text): string => say(text, language);
  const lines = commands.map((each) => row(callOf(each, language), tell(each.summary)));
  return [
    tell(texts.head),
    lines.join('\n'),
    tell(texts.names),
    [tell(texts.shared), ...optionRows(shared, language)].join('\n'),
    `${tell(texts.more)}\n${tell(texts.codes)}\n`,
  ].join('\n\n');
}

/** The help of one command: what it does and every option it takes. */
export function commandHelp(command: Command, language: Language): string {
  const parts = [
    `${callOf(command, language)}\n  ${say(command.summary, language)}`,
    optionRows(command.options, language).join('\n'),
    [say(texts.shared, language), ...optionRows(shared, language)].join('\n'),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function callOf({ name, usage }: Command, language: Language): string {
  const words = name === 'start' ? 'npm start' : `npm start -- ${name}`;
  return `${words} ${say(usage, language)}`.trim();
}

function optionRows(options: Options, language: Language): string[] {
  return Object.entries(options).flatMap(([name, option]) =>
    option.help === undefined ? [] : [row(optionName(name, option), say(option.help, language))],
  );
}

function optionName(name: string, { placeholder }: Option): string {
  return `--${name} ${placeholder}`.trim();
}

/** Two columns: a long right part goes on below itself, a left part too long for its column keeps a gap. */
function row(left: string, right: string): string {
  const start = width(left) < LEFT - 1 ? padEnd(left, LEFT) : `${left}  `;
  const lines = wrap(right, COLUMNS - 2 - width(start));
  return `  ${start}${lines.join(`\n  ${' '.repeat(width(start))}`)}`;
}
