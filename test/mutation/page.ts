import { type Accepted, LEAST, reasonFor, type Score } from './score.ts';

type Language = 'en' | 'zh';
export interface Facts {
  readonly date: Date;
  readonly stryker: string;
  readonly vitest: string;
  readonly node: string;
}
const day = (date: Date): string => date.toISOString().slice(0, 10);

const texts = {
  en: {
    title: 'Mutation report',
    what: `Every reference solution is changed in small ways — a \`<\` becomes \`<=\`, a condition becomes \`true\`, a text becomes empty — and the kata’s tests must notice. A group needs ${LEAST} % or more, with no change left out of the count. \`npm run mutate\` measures all groups and writes this page; \`npm run mutate -- 02-nested\` measures one. A measurement holds until the solution, its test, the kit or the library changes; only then is it taken anew. It is not part of \`npm test\`; the nightly workflow runs it.`,
    bosses:
      'A boss kata has a `property.ts` beside its `kata.ts`. That is a test itself, and its judge is generous on purpose: it asks for some of the wrong solutions, not for all. So it is not changed, and it gets no say about a changed `kata.ts` either; the kata’s tests alone must notice.',
    made: ({ date, stryker, vitest, node }: Facts) =>
      `Measured on ${day(date)} with StrykerJS ${stryker}, vitest ${vitest}, Node ${node}.`,
    head: '| group | changes | killed | out of time | survived | score |',
    survivors: 'Survivors',
    none: 'None.',
    why: 'Why no test notices these:',
    unexplained: 'not explained',
  },
  zh: {
    title: '变异测试报告',
    what: `把每个参考解法一处一处地改坏：\`<\` 改成 \`<=\`，条件改成 \`true\`，文字改成空的，题目的测试必须发现。每一组至少要发现 ${LEAST} %，任何改动都计入总数。\`npm run mutate\` 测量所有组，并写出这一页；\`npm run mutate -- 02-nested\` 只测一组。解法、它的测试、测试工具和库都没变时，上次的测量继续有效，变了才重测。它不属于 \`npm test\`，由夜间工作流运行。`,
    bosses:
      '关底题除了 `kata.ts` 还有 `property.ts`。它本身就是测试，而且评判它的标准有意放宽：抓住一部分错误解法就行，不要求全部。所以这里不改它，`kata.ts` 被改坏时也不问它，只看题目的测试能不能发现。',
    made: ({ date, stryker, vitest, node }: Facts) =>
      `${day(date)} 测量，StrykerJS ${stryker}，vitest ${vitest}，Node ${node}。`,
    head: '| 组 | 改动 | 被发现 | 超时 | 存活 | 得分 |',
    survivors: '存活的改动',
    none: '没有。',
    why: '为什么没有测试发现它们：',
    unexplained: '尚无说明',
  },
} satisfies Record<Language, unknown>;

const code = (text: string): string => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``);

/** The report as a page of Markdown. */
export function page(
  language: Language,
  groups: readonly Score[],
  accepted: readonly Accepted[],
  facts: Facts,
): string {
  const t = texts[language];
  const rows = groups.map(({ group, killed, timedOut, survivors, percent }) => {
    const all = killed + timedOut + survivors.length;
    return `| ${group} | ${all} | ${killed} | ${timedOut} | ${survivors.length} | ${percent.toFixed(1)} % |`;
  });
  const survivors = groups
    .flatMap((each) => each.survivors)
    .map((survivor) => {
      const { file, line, from, to } = survivor;
      const reason = reasonFor(survivor, accepted)?.[language] ?? t.unexplained;
      return `- \`${file}:${line}\` ${code(from)} → ${code(to)}: ${reason}`;
    });
  return `${[
    `# ${t.title}`,
    t.what,
    t.bosses,
    t.made(facts),
    [t.head, '|---|---|---|---|---|---|', ...rows].join('\n'),
    `## ${t.survivors}`,
    ...(survivors.length === 0 ? [t.none] : [t.why, survivors.join('\n')]),
  ].join('\n\n')}\n`;
}
