import { tellProblem } from '../messages.ts';
import { type GradedKata, shortName } from '../types.ts';
import { counterexample, verdictText, worst } from './failure.ts';
import { clean, cleanLine, type Paper, read } from './paper.ts';
import { tell } from './texts.ts';

const LONGEST = 4000;
const PRINTED_LINES = 8;

/** One judged kata as plain text for a report: verdict, problems, every property, the worst one's case, the diagnosis. */
export function kataText(graded: GradedKata, paper: Paper): string {
  const { verdict } = graded;
  const untouched = verdict.name === 'not started';
  const failed = verdict.name === 'passed' || untouched ? undefined : worst(verdict.properties);
  const parts = [
    [verdictText(graded, paper)],
    problemLines(graded, paper),
    untouched ? [] : verdict.properties.map((each) => `${markOf(each.status)} ${read(each.title, paper)}`),
    ...(failed && verdict.problems.length === 0 ? counterexample(failed, paper) : []),
    diagnosisLines(graded, paper),
    printedLines(graded, paper),
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

/** "This looks like …" with its hint, when the mistake is known. */
export function diagnosisLines({ diagnosis }: GradedKata, paper: Paper): string[] {
  if (diagnosis === undefined) return [];
  const name = `${tell('looksLike', paper.language)}: ${read(diagnosis.name, paper)}`;
  return [cleanLine(name), cleanLine(read(diagnosis.hint, paper))];
}

/** The one sentence that says why a kata did not pass; '' when it did or was not begun. */
export function reason(graded: GradedKata, paper: Paper): string {
  const { verdict } = graded;
  if (verdict.name === 'passed' || verdict.name === 'not started') return '';
  const [problem] = problemLines(graded, paper);
  if (problem !== undefined) return problem;
  const failed = worst(verdict.properties);
  if (failed === undefined) return '';
  const { failure, status, title } = failed;
  const why = failure === undefined ? paper.messages.status[status] : read(failure.idea, paper);
  return cleanLine([`${read(title, paper)}: ${why}`, ...diagnosisLines(graded, paper)].join(' — '));
}

function markOf(status: string): string {
  if (status === 'passed') return '✓';
  return status === 'not started' || status === 'no result' ? '·' : '✗';
}

function printedLines({ printed }: GradedKata, paper: Paper): string[] {
  if (printed.trim() === '') return [];
  const lines = clean(printed).trimEnd().split('\n').slice(0, PRINTED_LINES);
  return [paper.messages.printed, ...lines.map((line) => `  ${line}`)];
}
