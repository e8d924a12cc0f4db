import type { Context } from '../../../grader/report/formats.ts';
import { paperFor } from '../../../grader/report/paper.ts';
import type {
  GradedKata,
  Kata,
  Language,
  Problem,
  PropertyResult,
  Report,
  VerdictName,
} from '../../../grader/types.ts';

const both = (en: string, zh: string) => ({ en, zh });

const kata = (id: string, title: string, chinese: string, stars: number): Kata => ({
  id,
  group: id.split('/')[0]!,
  title: both(title, chinese),
  stars,
  minutes: 10,
  cells: ['M02'],
  points: 10 * stars,
  hints: [both('Count.', '数一数。'), both('Count more.', '再数。'), both('Two.', '两个。')],
  checks: [],
  files: ['kata.ts'],
  folder: '/course',
});

const katas = {
  probe: kata('01-access/01-probe', 'Build and probe', '搭一个网络', 1),
  open: kata('01-access/02-open-a-layer', 'Open a layer', '按索引打开一层', 1),
  box: kata('01-access/03-box', 'Box & contents', '容器与数值', 2),
  walk: kata('02-nested/01-walk', 'Walk the tree', '走遍参数树', 2),
  spin: kata('02-nested/02-spin', 'Follow a path', '沿路径走', 1),
  leak: kata('02-nested/03-leak', 'Print the tree', '打印参数树', 3),
};

const group = (id: string, en: string, zh: string, graded: readonly GradedKata[]) => ({
  group: { id, title: both(en, zh), katas: graded.map((each) => each.kata) },
  katas: graded,
});

/** A report with every verdict; `said` stands wherever a submission's own words may stand. */
export function reportWith(said: string): Report {
  const passed: PropertyResult = {
    number: 1,
    title: both('names in order', '名字按顺序'),
    status: 'passed',
  };
  const failed: PropertyResult = {
    number: 2,
    title: both('the value is live', '取到的是实时数值'),
    status: 'failed',
    seed: 42,
    path: '3:0',
    failure: {
      idea: both('you returned a copy', '你返回了一份拷贝'),
      inputs: [{ label: both('weight', '权重'), cell: { kind: 'list', items: [said, 'b'] } }],
      expected: { kind: 'grid', shape: [1, 2], values: [1, Number.NaN] },
      received: { kind: 'text', text: said },
    },
  };
  const unseen: PropertyResult = { ...passed, number: 2, status: 'no result' };
  const late: PropertyResult = { number: 2, title: both('it ends', '会结束'), status: 'out of time' };
  const error: Problem = { kind: 'load error', file: 'kata.ts', line: 3, message: said };
  const refused: Problem = { kind: 'import refused', file: 'kata.ts', line: 1, name: said };
  const graded = (
    of: Kata,
    name: VerdictName,
    earned: number,
    properties: readonly PropertyResult[],
    problems: readonly Problem[] = [],
  ): GradedKata => ({ kata: of, verdict: { name, earned, properties, problems }, printed: said });
  const diagnosis = {
    id: 'MA-02',
    name: both('Hands out copies', '给的是副本'),
    hint: both('Would the net notice?', '网络会知道吗？'),
  };
  const access = [
    graded(katas.probe, 'passed', 10, [passed, { ...passed, number: 2 }]),
    graded(katas.open, 'not started', 0, [{ ...passed, status: 'not started' }]),
    { ...graded(katas.box, 'wrong', 10, [passed, failed]), diagnosis, seconds: 0.25 },
  ];
  const nested = [
    graded(katas.walk, 'broken', 0, [unseen], [error]),
    graded(katas.spin, 'out of time', 5, [passed, late]),
    graded(katas.leak, 'not allowed', 0, [unseen], [refused]),
  ];
  const all = [...access, ...nested];
  return {
    groups: [
      group('01-access', 'Access', '参数访问', access),
      group('02-nested', 'Nested', '嵌套结构', nested),
    ],
    earned: all.reduce((sum, { verdict }) => sum + verdict.earned, 0),
    possible: all.reduce((sum, each) => sum + each.kata.points, 0),
  };
}

export function contextOf(language: Language = 'en', at = 0, seconds = 1.5): Context {
  return {
    paper: paperFor(language, 80, false),
    at: new Date(at),
    seconds,
    env: {
      CLASSROOM: 'dl-2026',
      ASSIGNMENT: 'parameters',
      SUBMISSION_TAG: 'submit/2026-11-27T08-00-00Z-1a2b3c4',
      COMMIT_URL: 'https://github.com/o/r/commit/1a2b3c4',
      RELEASE_URL: 'https://github.com/o/r/releases/1',
      REVIEW_URL: 'https://github.com/o/r/compare/0...1',
    },
  };
}
