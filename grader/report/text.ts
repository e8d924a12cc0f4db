import {
  type Catalogue,
  type GradedGroup,
  type GradedKata,
  type Kata,
  type Report,
  shortName,
  stops,
  type VerdictName,
} from '../types.ts';
import { readmeName, verdictText, worst } from './failure.ts';
import { cut, ends, type Paper, padEnd, padStart, read, width } from './paper.ts';

const STARS = 6;

/** The scorecard: groups, katas, stars, points, verdicts, and one next action on the last line. */
export function scorecard(report: Report, paper: Paper): string {
  const head = ends(paper.bold(paper.messages.product), totalText(report, paper), paper.columns);
  const next = paper.bold(nextOf(report, paper));
  return `${[head, ...scorecardLines(report, paper), '', next].join('\n')}\n`;
}

/** `84 / 810 points · 10 %` */
export function totalText(report: Report, { messages }: Paper): string {
  const total = messages.points(report.earned, report.possible);
  return `${total} · ${messages.percent(percentOf(report))}`;
}

/** The groups of the scorecard, a blank line before each. */
export function scorecardLines(report: Report, paper: Paper): string[] {
  const titles = report.groups.flatMap(({ katas }) => katas.map(({ kata }) => read(kata.title, paper)));
  const wide = Math.min(paper.columns - 40, Math.max(...titles.map(width)));
  return report.groups.flatMap((group) => ['', ...groupLines(group, wide, paper)]);
}

/** Whole percent, rounded down so that 100 % means every point. */
export function percentOf({ earned, possible }: Report): number {
  return possible === 0 ? 0 : Math.floor((100 * earned) / possible);
}

/** What is known of a kata without running it: a verdict of the same bytes, or that its file is begun. */
export type KnownState = VerdictName | 'started';

/** All katas with their facts and what is known of them; nothing is run. */
export function listing(catalogue: Catalogue, states: ReadonlyMap<string, KnownState>, paper: Paper): string {
  const { messages } = paper;
  const katas = catalogue.groups.flatMap((group) => group.katas);
  const stateOf = ({ id }: Kata): KnownState => states.get(id) ?? 'started';
  const wide = Math.max(...katas.map((kata) => width(read(kata.title, paper))));
  const words = Math.max(...katas.map((kata) => width(stateText(stateOf(kata), paper))));
  const line = (kata: Kata): string => {
    const state = stateOf(kata);
    const name = `${kata.id.split('/')[1]!.slice(0, 2)} ${padEnd(read(kata.title, paper), wide)}`;
    const facts = `${padEnd('★'.repeat(kata.stars), STARS)}${padStart(messages.minutes(kata.minutes), 7)}`;
    const head = `  ${markOf(state, paper)} ${name}  ${facts}  ${padEnd(stateText(state, paper), words)}  `;
    return `${head}${cut(kata.cells.join(' '), paper.columns - width(head))}`;
  };
  const groups = catalogue.groups.map(({ id, title, katas }) =>
    [`${paper.bold(id)}  ${read(title, paper)}`, ...katas.map(line)].join('\n'),
  );
  const open = katas.find((kata) => stateOf(kata) !== 'passed');
  const next = open ? messages.nextTry(shortName(open.id)) : messages.allDone;
  return `${[...groups, paper.bold(next)].join('\n\n')}\n`;
}

function stateText(state: KnownState, { messages }: Paper): string {
  return state === 'started' ? messages.started : messages.verdict[state];
}

/** One hint of a kata, and how to ask for the next. */
export function hintText(kata: Kata, level: number, paper: Paper): string {
  const { messages } = paper;
  const head = `${paper.bold(`${shortName(kata.id)} ${read(kata.title, paper)}`)} ${'★'.repeat(kata.stars)}`;
  const more = `npm start -- hint ${shortName(kata.id)} --level ${level + 1}`;
  const last = [messages.lastHint, messages.nextTry(shortName(kata.id))].join('\n\n');
  const next = level < kata.hints.length ? messages.nextHint(more) : last;
  return `${head}\n\n${messages.hint(level, read(kata.hints[level - 1]!, paper))}\n\n${next}\n`;
}

function groupLines({ group, katas }: GradedGroup, wide: number, paper: Paper): string[] {
  const earned = katas.reduce((sum, { verdict }) => sum + verdict.earned, 0);
  const possible = katas.reduce((sum, { kata }) => sum + kata.points, 0);
  const head = ends(groupName(group, paper), `${earned} / ${possible}`, paper.columns);
  return [head, ...katas.flatMap((graded) => kataLines(graded, wide, paper))];
}

function groupName(group: Catalogue['groups'][number], paper: Paper): string {
  return paper.bold(`${group.id.slice(0, 2)} ${read(group.title, paper)}`);
}

function kataLines(graded: GradedKata, wide: number, paper: Paper): string[] {
  const { kata, verdict } = graded;
  const number = kata.id.split('/')[1]!.slice(0, 2);
  const name = padEnd(cut(read(kata.title, paper), wide), wide);
  const points = padStart(`${verdict.earned}/${kata.points}`, 6);
  const stars = padEnd('★'.repeat(kata.stars), STARS);
  const facts = `${number} ${name}  ${stars}${points}  `;
  const room = paper.columns - 4 - width(facts);
  const line = `  ${markOf(verdict.name, paper)} ${facts}${cut(verdictText(graded, paper, room), room)}`;
  const failed =
    verdict.problems.some(stops) || verdict.name === 'not started' ? undefined : worst(verdict.properties);
  if (failed === undefined) return [line];
  return [line, paper.dim(`       ${cut(read(failed.title, paper), paper.columns - 7)}`)];
}

function markOf(state: KnownState, paper: Paper): string {
  if (state === 'passed') return paper.good('✓');
  return state === 'not started' || state === 'started' ? paper.dim('·') : paper.bad('✗');
}

/** First what was begun and is not right, then the first kata not started. */
function nextOf(report: Report, paper: Paper): string {
  const { messages } = paper;
  const katas = report.groups.flatMap((group) => group.katas);
  const open = katas.filter(({ verdict }) => verdict.name !== 'passed');
  const begun = open.find(({ verdict }) => verdict.name !== 'not started');
  if (begun) return messages.nextSee(`npm start -- grade ${shortName(begun.kata.id)}`);
  const first = open[0];
  if (first === undefined) return messages.allDone;
  const command = `npm start -- grade ${shortName(first.kata.id)}`;
  return messages.nextStart(`katas/${first.kata.id}/${readmeName(paper)}`, command);
}
