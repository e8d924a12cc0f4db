import type { Messages } from './messages.ts';
import type { Text } from './types.ts';

const at = (problem: { file: string; line?: number }): string =>
  problem.line === undefined ? problem.file : `${problem.file}:${problem.line}`;
const during = (title: Text | undefined): string => (title === undefined ? '加载时' : `测试“${title.zh}”时`);

/** 除 ndarray 和 ndarray-ops 之外，这个文件还能导入什么。 */
const doors = ({ file }: { file: string }): string =>
  file === 'property.ts' ? '#lib、fast-check、' : '#lib、';

const problem: Messages['problem'] = {
  'missing file': (p) => `${p.file}：文件不存在。请用 npm start -- reset 恢复它。`,
  'symbolic link': (p) => `${p.file}：这里应是一个普通文件，现在是符号链接。请直接放入文件本身。`,
  'too large': (p) => `${p.file}：文件应小于 500 kB，现在有 ${p.bytes} 字节。请只保留你的答案。`,
  'not utf-8': (p) => `${p.file}：文件编码应为 UTF-8，现在是 UTF-16。请在编辑器里另存为 UTF-8。`,
  'too deep': (p) => `${p.file}：括号嵌套得太深，无法解析。请写得平一些。`,
  'syntax error': (p) => `${at(p)}：TypeScript 语法有误：${p.message}。请修改这一行。`,
  'missing export': (p) =>
    p.others.length === 0
      ? `${p.file}：缺少名为 ${p.name} 的导出。请在它前面写上 export，并且不要改名。`
      : `${p.file}：缺少名为 ${p.name} 的导出，只有 ${p.others.join('、')}。请用原来的名字导出。`,
  'load error': (p) => `${at(p)}：文件无法加载：${p.message}。请检查测试之外就会执行的代码。`,
  'missing name': (p) => `${at(p)}：${p.from} 里没有 ${p.name}。请检查拼写。`,
  'syntax refused': (p) =>
    `${at(p)}：去掉类型之后应是 JavaScript，这里用了 enum、namespace，或在参数前写了 private、public、readonly。请换一种写法。`,
  'type error': (p) => `${at(p)}：类型检查没有通过：${p.message}。请改正这里的类型。`,
  'import refused': (p) =>
    `${at(p)}：只能从 ${doors(p)}ndarray 或 ndarray-ops 导入，不能使用 ${p.name}。请删去它。`,
  'global refused': (p) => `${at(p)}：只能使用语言本身和本课程的库，不能使用 ${p.name}。请删去它。`,
  'name refused': (p) => `${at(p)}：答案要自己写，这里用了 ${p.name}。${p.reason.zh}`,
  'ended early': (p) => `kata.ts：${during(p.during)}进程提前退出了。请删去结束进程的代码。`,
  'changed the judge': (p) =>
    `${at(p)}：不能改动语言和课程库自带的功能，这里改了 ${p.name}。请删去这处改动。`,
  'forged result': () => 'kata.ts：结果只能由测试给出，这里收到了别处发来的结果。请删去发送它的代码。',
  'result missing': (p) => `kata.ts：没有收到测试“${p.title.zh}”的结果。请删去跳过测试的代码。`,
  'result twice': (p) => `kata.ts：测试“${p.title.zh}”的结果出现了多次。请删去重复上报的代码。`,
  'load timeout': () => 'kata.ts：文件一直没有加载完。请检查函数之外是否有死循环。',
  'test timeout': (p) => `kata.ts：${during(p.during)}一直没有返回。请检查是否有死循环。`,
  'out of memory': (p) => `kata.ts：${during(p.during)}占用了过多内存。请检查是否有不断变长的列表。`,
  'output flood': (p) => `kata.ts：${during(p.during)}输出超过 1 MB。请删去 console.log。`,
};

const didYouMean = (guess: string | undefined): string => (guess ? `是不是 ${guess}？` : '');

export const zhCN: Messages = {
  product: 'Parameter Katas 参数练习',
  points: (earned, possible) => `${earned} / ${possible} 分`,
  percent: (value) => `${value} %`,
  verdict: {
    passed: '通过',
    'not started': '未开始',
    wrong: '有误',
    broken: '代码有错',
    'out of time': '超时',
    'not allowed': '不允许',
  },
  status: {
    passed: '通过',
    failed: '未通过',
    'not started': '未开始',
    'out of time': '没有在限时内结束',
    broken: '抛出了错误',
    'no result': '没有执行到',
  },
  someProperties: (passed, total) => `${total} 条性质通过 ${passed} 条`,
  problem,
  input: '输入',
  expected: '应为',
  yours: '你的',
  difference: (place, expected, yours) => `第一处不同在 ${place}：应为 ${expected}，你的是 ${yours}。`,
  shapes: (expected, yours) => `形状不同：应为 ${expected}，你的是 ${yours}。`,
  more: (count) => `（另有 ${count} 项）`,
  printed: '你的文件输出了：',
  toPass: '测试会检查：',
  looksLike: (name) => `看起来像是：${name}`,
  hint: (level, text) => `提示 ${level}：${text}`,
  askHint: (command) => `查看提示：${command}`,
  replay: (command) => `重放：${command}`,
  minutes: (count) => `${count} 分钟`,
  started: '已动笔',
  nextStart: (readme, command) => `下一步：阅读 ${readme}，在旁边的 kata.ts 里写答案，然后运行 ${command}`,
  nextSee: (command) => `下一步：${command}`,
  nextFix: (file, command) => `下一步：修改 ${file}，然后运行 ${command}`,
  nextHint: (command) => `下一步：先试一试，还需要提示就运行 ${command}`,
  nextTry: (file) => `下一步：npm start -- grade ${file}`,
  nextKata: (command) => `下一步：已通过；用 ${command} 看看还剩哪些`,
  allDone: '下一步：全部练习都通过了。可以读读 solutions/ 里的参考答案，和自己的比一比。',
  lastHint: '这是最后一级提示。',
  unknownKata: (command, word, guess) =>
    `${command}：没有名为“${word}”的练习。${didYouMean(guess)}用 npm start -- list 查看全部练习。`,
  unknownCommand: (names, word, guess) =>
    `npm start：命令应为 ${names.slice(0, -1).join('、')} 或 ${names.at(-1)}，收到的是“${word}”。${didYouMean(guess)}说明见 npm start -- --help。`,
  unknownOption: (command, word, guess) =>
    `${command}：没有选项 ${word}。${didYouMean(guess)}说明见 npm start -- --help。`,
  tooManyWords: (command, most, received) =>
    `${command}：后面${most === 0 ? '不需要别的词' : `最多写 ${most} 个词`}，收到 ${received} 个。说明见 npm start -- ${command} --help。`,
  badValue: (option, expected, received) =>
    `${option}：应为 ${expected}，收到的是 ${received}。说明见 npm start -- --help。`,
  needsValue: (option) => `${option}：后面缺少一个值。说明见 npm start -- --help。`,
  oneKata: (command, received) =>
    `${command}：需要指定一个练习，收到 ${received} 个。请写明是哪一个，例如 01-access/02。`,
  noFolder: (option, folder) => `${option}：应是一个含有练习的文件夹，收到的是 ${folder}。请检查路径。`,
  crashed: (what) => `评分器出错：${what}。请先运行 npm ci；如果仍然出错，请提交 issue。`,
};
