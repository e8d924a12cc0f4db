import { it } from 'vitest';
import { commands } from '../../grader/commands/table.ts';
import { filesUnder, read, report } from './files.ts';

it('the page of commands names every command and no other, in both languages', () => {
  const offences = ['docs/commands.md', 'docs/commands.zh-CN.md'].flatMap((page) => {
    const rows = [...read(page).matchAll(/^\| `(?:npm )?([a-z]+)/gm)].map(([, name]) => name!);
    const names = commands.map(({ name }) => name);
    const lacking = names.filter((name) => !rows.includes(name)).map((name) => `${page} lacks ${name}`);
    return [...lacking, ...rows.filter((name) => !names.includes(name)).map((name) => `${page} has ${name}`)];
  });
  report('A command nobody finds is not there.', offences);
});

const parts = {
  'README.md': ['Goal', 'Given', 'Write', 'What the tests check', 'Not allowed', 'Hints'].concat(
    'In the three frameworks',
    'In real projects',
    'Break it',
  ),
  'README.zh-CN.md': [
    '目标',
    '已有',
    '要写',
    '测试检查什么',
    '不允许',
    '提示',
    '三个框架里',
    '真实项目里',
    '故意写错',
  ],
} as const;

/** The parts of a page in order: heading, and how many list items, hints, pictures and blocks of code stand below it. */
const shapeOf = (page: string): { heading: string; holds: string }[] =>
  read(page)
    .split(/^## /m)
    .slice(1)
    .map((part) => ({
      heading: part.split('\n')[0]!,
      holds: [/^- /gm, /^<details>/gm, /^!\[/gm, /^```/gm]
        .map((each) => part.match(each)?.length ?? 0)
        .join(' '),
    }));

it('every kata says the same in both languages: what, why, in the frameworks, in real projects', () => {
  const katas = filesUnder('katas').filter((path) => path.endsWith('/kata.ts'));
  const offences = katas.flatMap((path) => {
    const [english, chinese] = (['README.md', 'README.zh-CN.md'] as const).map((name) => {
      const page = path.replace('kata.ts', name);
      return { page, wanted: parts[name], has: shapeOf(page) };
    });
    const lacking = [english!, chinese!].flatMap(({ page, wanted, has }) =>
      has.map(({ heading }) => heading).join() === wanted.join()
        ? []
        : [`${page}: its parts are not ${wanted}`],
    );
    const uneven = english!.has
      .filter(({ holds }, i) => chinese!.has[i]?.holds !== holds)
      .map(({ heading }) => `${english!.page}: "${heading}" is longer or shorter than in Chinese`);
    const thin = english!.has
      .filter(({ heading, holds }) => heading === 'In real projects' && Number(holds.split(' ')[0]) < 3)
      .map(() => `${english!.page}: less than three things that go wrong in real projects`);
    return [...lacking, ...uneven, ...thin];
  });
  report('A page in one language only, or in half, leaves half of the learners out.', offences);
});

it('a boss says on how many cases a property is tried', () => {
  const cases = /^const RUNS = (\d+);$/m.exec(read('test/kit/boss.ts'))![1]!;
  const bosses = filesUnder('katas').filter((path) => /-boss-.*\/README/.test(path));
  const silent = bosses.filter((page) => !new RegExp(`\\b${cases} (cases|个情形)`).test(read(page)));
  report('Whoever writes a property wants to know how often it runs.', silent);
});
