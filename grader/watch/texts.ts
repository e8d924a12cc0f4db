import type { Text } from '../types.ts';

const say = (en: string, zh: string): Text => ({ en, zh });

/** Every sentence of watch mode that the reports do not have. */
export const texts = {
  title: say('Parameter Katas', '参数练习'),
  watching: say('watching', '等待保存'),
  checking: say('checking…', '检查中…'),
  seeking: say('Looking for your next kata…', '正在找你的下一题……'),
  file: say('File', '文件'),
  read: say('Text', '题目'),
  passed: say(
    'Passed! Press o: its README ends with the same in PyTorch, Gluon and Keras.',
    '通过了！按 o 看 README 末尾 PyTorch、Gluon、Keras 的写法。',
  ),
  look: (command: string) => say(`To see your code draw it: ${command}`, `想看你的代码画出的图：${command}`),
  compare: (command: string) =>
    say(`To compare with the reference: ${command}`, `想和参考答案对照：${command}`),
  hints: (left: number, passed: boolean) =>
    left === 3 && !passed
      ? say('Stuck? h shows a hint.', '没思路？按 h 看提示。')
      : say(`h shows hint ${4 - left} of 3.`, `按 h 看提示 ${4 - left}（共三级）。`),
  scroll: (above: number, below: number) =>
    say(
      [above > 0 ? `↑ ${above} more` : '', below > 0 ? `↓ ${below} more (j, PgDn)` : '']
        .filter(Boolean)
        .join(' · '),
      [above > 0 ? `↑ 还有 ${above} 行` : '', below > 0 ? `↓ 还有 ${below} 行（j、PgDn）` : '']
        .filter(Boolean)
        .join(' · '),
    ),
  listHead: (shown: number, all: number) =>
    shown === all
      ? say(`${all} katas`, `共 ${all} 题`)
      : say(`${shown} of ${all} katas`, `${all} 题中的 ${shown} 题`),
  filter: {
    all: say('all', '全部'),
    pending: say('to do', '未完成'),
    done: say('done', '已完成'),
  },
  showing: (filter: Text) => say(`showing ${filter.en}`, `显示${filter.zh}`),
  search: (words: string) => say(`search: ${words}`, `搜索：${words}`),
  noneListed: say('No kata matches.', '没有符合的练习。'),
  noDiff: say('Nothing differs.', '没有不同。'),
  sinceGreen: say('since it last passed', '与上次通过时相比'),
  sinceStub: say('since it was handed out', '与最初的文件相比'),
  allHead: say('All katas', '全部练习'),
  keysHead: say('Keys', '按键'),
  hintIn: (level: number) =>
    say(`Hint ${level}: press h on the kata's screen.`, `提示 ${level}：在练习画面按 h。`),
} as const;

/** The key line: every key with its word, most wanted first, as many as the width allows. */
export const keys: readonly (readonly [string, Text, Text])[] = [
  ['h', say('hint', '提示'), say('the next of three hints', '看下一级提示，共三级')],
  [
    'n',
    say('next', '下一题'),
    say('the next kata; after a pass the next unsolved one', '下一题；通过之后则是下一道未完成的'),
  ],
  ['p', say('previous', '上一题'), say('the kata before', '上一题')],
  ['l', say('list', '列表'), say('all katas: search, filter, choose', '全部练习：可搜索、筛选、选择')],
  ['o', say('open README', '题目'), say("read the kata's text here", '在这里读题目')],
  ['d', say('diff', '对比'), say('what changed since the kata last passed', '与上次通过时的不同')],
  [
    'r',
    say('reset', '重置'),
    say('back to the stub; your work is kept', '恢复成最初的文件；你写的会保存起来'),
  ],
  ['u', say('undo', '撤销'), say('take the last reset or update back', '撤销上一次重置或更新')],
  ['a', say('run all', '全部检查'), say('judge every kata', '检查每一题')],
  ['t', say('中文', 'English'), say('中文界面', 'English')],
  ['?', say('keys', '按键'), say('this list', '显示本列表')],
  ['q', say('quit', '退出'), say('leave watch mode', '退出')],
];

export const scrollKeys: readonly (readonly [string, Text])[] = [
  ['↑ ↓', say('or k j: scroll a line', '或 k j：滚动一行')],
  ['PgUp PgDn', say('scroll a page; Space too, Home, End', '翻页，也可用空格、Home、End')],
  ['Ctrl-Z', say('pause, fg comes back', '暂停，用 fg 回来')],
];

export const listKeys: Text = say(
  '↑↓ move · Enter open · / search · f filter · Esc back',
  '↑↓ 移动 · 回车打开 · / 搜索 · f 筛选 · Esc 返回',
);
export const searchKeys: Text = say('type a name · Enter done · Esc all', '输入名字 · 回车完成 · Esc 清除');
export const pageKeys: Text = say('↑↓ scroll · Esc back', '↑↓ 滚动 · Esc 返回');

/** What stands on the last line: the first that fits, so the later ones are for narrow screens. */
export const next = {
  start: (readme: string, file: string) => [
    say(
      `Next: read ${readme} (o), write ${file}, save.`,
      `下一步：阅读 ${readme}（按 o），写好 ${file} 并保存。`,
    ),
    say(
      'Next: press o to read the text, write kata.ts, save it.',
      '下一步：按 o 读题目，写好 kata.ts 并保存。',
    ),
    say('Next: press o, write kata.ts, save.', '下一步：按 o，写 kata.ts，保存。'),
  ],
  fix: (file: string, name: string) => [
    say(`Next: edit ${file} and save it.`, `下一步：修改 ${file} 并保存。`),
    say(`Next: edit this kata's ${name} and save it.`, `下一步：修改这一题的 ${name} 并保存。`),
    say(`Next: edit ${name}, save.`, `下一步：改 ${name}，保存。`),
  ],
  kata: (id: string, title: Text, minutes: number) => [
    say(
      `Next: press n for ${id} ${title.en}, ${minutes} minutes.`,
      `下一步：按 n 做 ${id} ${title.zh}，约 ${minutes} 分钟。`,
    ),
    say(`Next: press n for ${id}.`, `下一步：按 n 做 ${id}。`),
  ],
  done: [
    say(
      'Next: all katas passed. Read solutions/ and compare; q quits.',
      '下一步：全部通过！读读 solutions/ 里的参考答案，按 q 退出。',
    ),
    say('Next: all passed! Compare with solutions/.', '下一步：全部通过！去读 solutions/。'),
    say('Next: all passed! q quits.', '下一步：全部通过！按 q 退出。'),
  ],
  wait: [
    say('Next: wait a moment; the verdict comes here by itself.', '下一步：稍等，结果会自动出现在这里。'),
    say('Next: wait for the verdict.', '下一步：等待结果。'),
  ],
  restore: [say('Next: press r to bring the file back.', '下一步：按 r 恢复这个文件。')],
  filter: [say('Next: press f to show other katas.', '下一步：按 f 显示其他练习。')],
  clear: [say('Next: press Esc to clear the search.', '下一步：按 Esc 清除搜索。')],
  choose: [
    say('Next: choose a kata with ↑ ↓ and press Enter.', '下一步：用 ↑ ↓ 选一题，按回车打开。'),
    say('Next: ↑ ↓, then Enter.', '下一步：↑ ↓ 选择，回车打开。'),
  ],
  type: [
    say('Next: type part of a name, then press Enter.', '下一步：输入名字的一部分，再按回车。'),
    say('Next: type a name, then Enter.', '下一步：输入名字，再按回车。'),
  ],
  name: [
    say(
      'Next: type a name such as 01-access/02, then Enter.',
      '下一步：输入 01-access/02 这样的名字，再按回车。',
    ),
  ],
  enter: [say('Next: press Enter to go back to the kata.', '下一步：按回车回到练习。')],
  back: [say('Next: press Esc to go back to the kata.', '下一步：按 Esc 回到练习。')],
} as const;

export const notices = {
  reset: say(
    'Reset to the stub. Your work is kept: u brings it back.',
    '已恢复成最初的文件。你写的已保存，按 u 取回。',
  ),
  'brought back': say('The file is back, as the stub.', '文件已恢复成最初的样子。'),
  'nothing to reset': say(
    'Nothing to reset: the file is the stub already.',
    '不需要重置：文件就是最初的样子。',
  ),
  undone: say('Undone. Press u again to take the undo back.', '已撤销。再按 u 可取消这次撤销。'),
  'nothing to undo': say('Nothing to undo for this kata.', '这一题没有可撤销的改动。'),
  'no more hints': say('That was the last of three hints.', '三级提示都看过了。'),
  polling: say(
    'File events do not arrive here: looking at the files five times a second instead.',
    '这里收不到文件变化的通知，改为每秒查看五次。',
  ),
  first: say('This is the first kata.', '这是第一题。'),
  last: say('This is the last kata.', '这是最后一题。'),
  'no match': say('No kata of that name; l lists them all.', '没有这个名字的练习；按 l 查看全部。'),
  unknown: say('No such key; ? shows the keys.', '没有这个按键；按 ? 查看全部按键。'),
} as const;

/** The linear mode: everything is a new line of text. */
export const plain = {
  welcome: say(
    'Parameter Katas, linear mode. Save a kata to have it judged; type a letter and Enter. Type ? for the letters.',
    'Parameter Katas 逐行模式。保存练习即会检查；输入一个字母再按回车。输入 ? 查看全部字母。',
  ),
  progress: (done: number, all: number) =>
    say(`${done} of ${all} katas passed.`, `${all} 题中通过了 ${done} 题。`),
  checking: (id: string) => say(`Checking ${id}.`, `正在检查 ${id}。`),
  letters: say(
    'Also: a name such as 01-access/02 opens that kata; /word lists the katas with that word; done and todo list those.',
    '另外：输入 01-access/02 这样的名字打开该题；/词 列出含有它的练习；done、todo 列出已完成、未完成的。',
  ),
} as const;
