import type { Language, Text } from '../types.ts';
import type { CellState, Row } from './overview.ts';

type Problem = NonNullable<Row['problem']>;

export const problems: Readonly<Record<Problem, Text>> = {
  'a file': { en: 'a file; unpack it into a folder', zh: '是文件，请解压成文件夹' },
  'a symbolic link': {
    en: 'a symbolic link; put the folder itself there',
    zh: '是符号链接，请放入文件夹本身',
  },
  'an empty folder': { en: 'nothing handed in', zh: '没有提交任何内容' },
  'no katas': { en: 'no katas folder found', zh: '没有找到 katas 文件夹' },
  'several submissions': { en: 'several submissions in it; keep one', zh: '里面有多份提交，请只保留一份' },
  unreadable: { en: 'cannot be read; check its name and rights', zh: '无法读取，请检查名称和权限' },
  failed: { en: 'not graded; run the command again', zh: '未能评分，请再运行一次' },
};

const states: Readonly<Record<CellState, Text>> = {
  passed: { en: 'passed', zh: '通过' },
  wrong: { en: 'wrong', zh: '有误' },
  broken: { en: 'broken', zh: '代码有错' },
  'out of time': { en: 'out of time', zh: '超时' },
  'not allowed': { en: 'not allowed', zh: '不允许' },
  'not started': { en: 'not started', zh: '未开始' },
  missing: { en: 'not handed in', zh: '未提交' },
};

export type ClassTexts = {
  readonly title: string;
  readonly problem: (problem: Problem) => string;
  readonly state: (state: CellState) => string;
  readonly say: (text: Text) => string;
  /** `what: of it`, with the colon of the language. */
  readonly pair: (what: string, ofIt: string) => string;
  readonly student: string;
  readonly points: string;
  readonly possible: string;
  readonly percent: string;
  readonly passed: string;
  readonly note: string;
  readonly kata: string;
  readonly verdict: string;
  readonly properties: string;
  readonly diagnosis: string;
  readonly facts: (students: number, katas: number, possible: number) => string;
  readonly middle: (percent: number) => string;
  readonly gradedAt: (time: string) => string;
  readonly results: string;
  readonly legend: string;
  readonly cell: (
    state: string,
    passed: number,
    properties: number,
    earned: number,
    points: number,
  ) => string;
  readonly partly: string;
  readonly known: string;
  readonly passedOf: string;
  readonly misconceptions: string;
  readonly noMisconceptions: string;
  readonly times: (count: number) => string;
  readonly rarer: (count: number) => string;
  readonly who: string;
  readonly hint: string;
  readonly hardest: string;
  readonly noResults: string;
  readonly ofBegun: (passed: number, begun: number) => string;
  readonly graded: (graded: number, kept: number, seconds: string) => string;
  readonly merged: (folders: number, students: number) => string;
  readonly empty: (count: number) => string;
  readonly unread: (count: number) => string;
  readonly missingShards: (shards: string) => string;
  readonly next: (file: string) => string;
  readonly again: string;
  readonly progress: (done: number, all: number, name: string, result: string) => string;
  readonly kept: string;
};

const many = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

const en: ClassTexts = {
  title: 'Class overview',
  problem: (problem) => problems[problem].en,
  state: (state) => states[state].en,
  say: (text) => text.en,
  pair: (what, ofIt) => `${what}: ${ofIt}`,
  student: 'student',
  points: 'points',
  possible: 'possible',
  percent: 'percent',
  passed: 'passed',
  note: 'note',
  kata: 'kata',
  verdict: 'verdict',
  properties: 'properties',
  diagnosis: 'looks like',
  facts: (students, katas, possible) =>
    `${many(students, 'student')} · ${many(katas, 'kata')} · ${many(possible, 'point')}`,
  middle: (percent) => `median ${percent} %`,
  gradedAt: (time) => `graded ${time}`,
  results: 'Students and katas',
  legend: 'How to read a cell',
  cell: (state, passed, properties, earned, points) =>
    `${state}, ${passed} of ${properties} properties, ${earned} of ${points} points`,
  partly: 'wrong, with the properties it has',
  known: 'like a typical mistake',
  passedOf: 'passed / begun',
  misconceptions: 'Common misconceptions',
  noMisconceptions: 'No submission behaves exactly like a known typical mistake.',
  times: (count) => many(count, 'student'),
  rarer: (count) => many(count, 'rarer one'),
  who: 'Who',
  hint: 'Hint',
  hardest: 'Hardest katas',
  noResults: 'Nobody handed anything in.',
  ofBegun: (passed, begun) => `${passed} of ${begun} who began`,
  graded: (graded, kept, seconds) => `${graded} graded in ${seconds} s, ${kept} unchanged since the last run`,
  merged: (folders, students) => `${many(folders, 'folder')} with ${many(students, 'student')} merged`,
  empty: (count) => `${count} without katas; they have no points:`,
  unread: (count) => `${count} not graded:`,
  missingShards: (shards) => `Missing shards: ${shards}`,
  next: (file) => `Next: open ${file}`,
  again: 'Next: run the same command again; what is graded already is kept.',
  progress: (done, all, name, result) => `${done}/${all} ${name}: ${result}`,
  kept: 'unchanged',
};

const zh: ClassTexts = {
  title: '全班总览',
  problem: (problem) => problems[problem].zh,
  state: (state) => states[state].zh,
  say: (text) => text.zh,
  pair: (what, ofIt) => `${what}：${ofIt}`,
  student: '学生',
  points: '得分',
  possible: '满分',
  percent: '百分比',
  passed: '通过',
  note: '备注',
  kata: '练习',
  verdict: '结果',
  properties: '性质',
  diagnosis: '像是',
  facts: (students, katas, possible) => `${students} 名学生 · ${katas} 个练习 · 满分 ${possible} 分`,
  middle: (percent) => `中位数 ${percent} %`,
  gradedAt: (time) => `评分时间 ${time}`,
  results: '学生与练习',
  legend: '格子怎么看',
  cell: (state, passed, properties, earned, points) =>
    `${state}，${properties} 条性质通过 ${passed} 条，${points} 分得 ${earned} 分`,
  partly: '有误，附通过的性质数',
  known: '像某个典型错误',
  passedOf: '通过 / 动笔',
  misconceptions: '常见误解',
  noMisconceptions: '没有哪份提交与已知的典型错误表现完全相同。',
  times: (count) => `${count} 名学生`,
  rarer: (count) => `另有 ${count} 种较少见`,
  who: '哪些学生',
  hint: '提示',
  hardest: '最难的练习',
  noResults: '没有人提交。',
  ofBegun: (passed, begun) => `动笔 ${begun} 人，通过 ${passed} 人`,
  graded: (graded, kept, seconds) => `用 ${seconds} 秒评了 ${graded} 人，另有 ${kept} 人自上次以来没有改动`,
  merged: (folders, students) => `合并了 ${folders} 个文件夹，共 ${students} 名学生`,
  empty: (count) => `${count} 人没有可评的练习，得零分：`,
  unread: (count) => `${count} 人未能评分：`,
  missingShards: (shards) => `缺少的分片：${shards}`,
  next: (file) => `下一步：打开 ${file}`,
  again: '下一步：再运行一次同样的命令，已经评好的会保留。',
  progress: (done, all, name, result) => `${done}/${all} ${name}：${result}`,
  kept: '没有改动',
};

export function classTexts(language: Language): ClassTexts {
  return language === 'zh-CN' ? zh : en;
}
