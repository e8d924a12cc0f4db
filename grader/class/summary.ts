import { cleanLine, cut, type Paper } from '../report/paper.ts';
import { shortName } from '../types.ts';
import { hardest, median, type Overview, percent, type Row } from './overview.ts';
import { type ClassTexts, classTexts } from './texts.ts';

const MOST_NAMES = 4;
const BARS = 5;
const MOST_BAR = 24;

export type Told = {
  /** What this run did, in one line. */
  readonly done: string;
  /** Shards that are not there, as `2/4`. */
  readonly missing: readonly string[];
  /** The page to open. */
  readonly file: string;
};

/** The class on one screen: what was done, how it went, what is hard, who is missing, one next action. */
export function classSummary(overview: Overview, { done, missing, file }: Told, paper: Paper): string {
  const texts = classTexts(paper.language);
  const { rows, columns, possible } = overview;
  const failed = rows.filter(({ problem }) => problem === 'failed');
  const empty = rows.filter(({ problem }) => problem !== undefined && problem !== 'failed');
  const parts = [
    [paper.bold(`${paper.messages.product} · ${texts.title}`)],
    [texts.facts(rows.length, columns.length, possible), done],
    spread(overview, texts),
    hard(overview, texts, paper),
    mistakes(overview, texts, paper),
    empty.length === 0 ? [] : [texts.empty(empty.length), ...names(empty, texts, paper)],
    failed.length === 0 ? [] : [paper.bad(texts.unread(failed.length)), ...names(failed, texts, paper)],
    missing.length === 0 ? [] : [paper.bad(texts.missingShards(missing.join(' ')))],
    [paper.bold(failed.length > 0 ? texts.again : texts.next(file))],
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** How many students have how much: five bars of twenty percent each. */
function spread(overview: Overview, texts: ClassTexts): string[] {
  const middle = median(overview);
  if (middle === undefined) return [texts.noResults];
  const counts = new Array<number>(BARS).fill(0);
  for (const { problem, earned } of overview.rows) {
    if (problem === undefined) {
      counts[Math.min(BARS - 1, Math.floor((BARS * percent(earned, overview.possible)) / 100))]! += 1;
    }
  }
  const most = Math.max(...counts);
  const width = 100 / BARS;
  const lines = counts.map((count, i) => {
    const label = `${i * width}–${i === BARS - 1 ? 100 : (i + 1) * width - 1} %`.padStart(9);
    return `${label} ${'█'.repeat(Math.ceil((MOST_BAR * count) / most))} ${count}`.trimEnd();
  });
  return [texts.middle(middle), ...lines];
}

function hard(overview: Overview, texts: ClassTexts, paper: Paper): string[] {
  const lines = hardest(overview, 3).map(({ kata, passed, begun }) =>
    line(texts.pair(`${shortName(kata.id)} ${texts.say(kata.title)}`, texts.ofBegun(passed, begun)), paper),
  );
  return lines.length === 0 ? [] : [texts.hardest, ...lines];
}

function mistakes({ misconceptions }: Overview, texts: ClassTexts, paper: Paper): string[] {
  const lines = misconceptions
    .slice(0, 3)
    .map(({ name, kata, students }) =>
      line(texts.pair(`${texts.say(name)} (${shortName(kata.id)})`, texts.times(students.length)), paper),
    );
  return lines.length === 0 ? [] : [texts.misconceptions, ...lines];
}

function names(rows: readonly Row[], texts: ClassTexts, paper: Paper): string[] {
  const lines = rows
    .slice(0, MOST_NAMES)
    .map(({ student, problem }) => line(texts.pair(cleanLine(student), texts.problem(problem!)), paper));
  const left = rows.length - lines.length;
  return left > 0 ? [...lines, line(paper.messages.more(left), paper)] : lines;
}

function line(text: string, paper: Paper): string {
  return `  ${cut(text, paper.columns - 2)}`;
}
