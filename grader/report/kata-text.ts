import { tellProblem } from '../messages.ts';
import { type GradedKata, shortName, stops } from '../types.ts';
import { kataParts, looksLike, verdictText, worst } from './failure.ts';
import { cleanLine, type Paper, read } from './paper.ts';

const LONGEST = 4000;

/** One judged kata as plain text for a report: verdict, every property, and what its screen says of it. */
export function kataText(graded: GradedKata, paper: Paper): string {
  const { name, properties } = graded.verdict;
  const quiet = name === 'passed' || name === 'not started';
  const parts = [
    [verdictText(graded, paper)],
    quiet ? [] : properties.map((each) => `${markOf(each.status)} ${read(each.title, paper)}`),
    ...kataParts(graded, paper).body,
  ];
  const whole = parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
  return whole.length <= LONGEST ? whole : `${whole.slice(0, LONGEST).replace(/\p{Surrogate}$/u, '')}…`;
}

/** `01-access/02 Open a layer`: unique, since the short name is. */
export function kataName({ kata }: GradedKata, paper: Paper): string {
  return `${shortName(kata.id)} ${cleanLine(read(kata.title, paper))}`;
}

export function problemLines({ kata, verdict }: GradedKata, paper: Paper): string[] {
  return verdict.problems.map((each) => cleanLine(`katas/${kata.id}/${tellProblem(each, paper.messages)}`));
}

/** The one sentence that says why a kata did not pass; '' when it did or was not begun. */
export function reason(graded: GradedKata, paper: Paper): string {
  const { verdict } = graded;
  if (verdict.name === 'passed' || verdict.name === 'not started') return '';
  const [problem = ''] = problemLines(graded, paper);
  const failed = worst(verdict.properties);
  if (failed === undefined || verdict.problems.some(stops)) return problem;
  const { failure, status, title } = failed;
  const why = failure === undefined ? paper.messages.status[status] : read(failure.idea, paper);
  return cleanLine(
    [`${read(title, paper)}: ${why}`, ...looksLike(graded, paper).map((line) => line.trim())].join(' — '),
  );
}

function markOf(status: string): string {
  if (status === 'passed') return '✓';
  return status === 'not started' || status === 'no result' ? '·' : '✗';
}
