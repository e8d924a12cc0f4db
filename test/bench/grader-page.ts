/** The page of the grader's own times: each script renews its rows with `--write`. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';

const home = fileURLToPath(new URL('../../docs/benchmarks/', import.meta.url));

type Text = { readonly en: string; readonly zh: string };

/** What is measured, in the order of the page, and what is wanted of it. */
const cases = {
  'save-easy': {
    work: {
      en: 'save → verdict, an easy kata (`01-access/01`)',
      zh: '保存 → 结论，容易的练习（`01-access/01`）',
    },
    wanted: { en: '< 0.35 s', zh: '< 0.35 秒' },
  },
  'save-usual': {
    work: {
      en: 'save → verdict, a usual kata (`03-initialization/04`)',
      zh: '保存 → 结论，普通的练习（`03-initialization/04`）',
    },
    wanted: { en: '< 0.35 s', zh: '< 0.35 秒' },
  },
  'save-boss': {
    work: { en: 'save → verdict, a boss (`04-tying/08`)', zh: '保存 → 结论，大关（`04-tying/08`）' },
    wanted: { en: '< 0.5 s', zh: '< 0.5 秒' },
  },
  'grade-all': {
    work: { en: 'grade all solutions in one go', zh: '一次评完全部参考解法' },
    wanted: { en: '< 15 s on 2 cores', zh: '两核 < 15 秒' },
  },
  class: { work: { en: 'grade a class', zh: '给全班评分' }, wanted: { en: '–', zh: '–' } },
} satisfies Record<string, { readonly work: Text; readonly wanted: Text }>;

export type CaseName = keyof typeof cases;
/** The load says how many processes wanted a processor meanwhile: times of a busy machine are too long. */
type Row = { readonly measured: Text; readonly on: string; readonly load: number };
type Rows = Partial<Record<CaseName, Row>>;

const heads = {
  en: `# How long grading takes

Written by the scripts that [README.md](README.md#the-grader) names, with \`--write\`.
The load is how many processes wanted a processor, the two or three measured ones among them: where it is larger, the
times are too long.

| work | measured | wanted | on | load |
|---|---|---|---|---|`,
  zh: `# 评分要多久

由 [README.zh-CN.md](README.zh-CN.md#评分器) 列出的脚本加上 \`--write\` 写成。

负载指当时有多少进程在争用处理器，其中两三个是测量自己的；超过这个数，时间就偏长。

| 工作 | 实测 | 目标 | 机器 | 负载 |
|---|---|---|---|---|`,
};

/** The page in one language: cases in their order, those never measured left out. */
export function pageOf(rows: Rows, language: 'en' | 'zh'): string {
  const lines = (Object.keys(cases) as CaseName[]).flatMap((name) => {
    const row = rows[name];
    if (row === undefined) return [];
    const { work, wanted } = cases[name];
    return `| ${[work[language], row.measured[language], wanted[language], row.on, row.load].join(' | ')} |`;
  });
  return `${[heads[language], ...lines].join('\n')}\n`;
}

/** Puts what was just measured on the page, beside what was measured before. */
export function writeRows(measured: Partial<Record<CaseName, Text>>): void {
  const store = `${home}grader.json`;
  const known = existsSync(store) ? (JSON.parse(readFileSync(store, 'utf8')) as Rows) : {};
  const on = `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}`;
  const load = Math.round(loadavg()[0]!);
  const fresh = Object.entries(measured).map(([name, text]) => [name, { measured: text, on, load }]);
  const rows: Rows = { ...known, ...Object.fromEntries(fresh) };
  writeFileSync(store, `${JSON.stringify(rows, null, 2)}\n`);
  writeFileSync(`${home}grader.md`, pageOf(rows, 'en'));
  writeFileSync(`${home}grader.zh-CN.md`, pageOf(rows, 'zh'));
}
