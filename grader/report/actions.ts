import { createHash } from 'node:crypto';
import { type GradedKata, type Report, say } from '../types.ts';
import { kataName, problemLines, reason } from './kata-text.ts';
import { cleanLine, type Paper } from './paper.ts';

/** GitHub shows ten annotations of a kind per step. */
const MOST = 10;

const more = (count: number) => ({
  en: `${count} more ${count === 1 ? 'kata' : 'katas'} did not pass. The job summary lists them all.`,
  zh: `另有 ${count} 个练习没有通过，全部列在作业摘要里。`,
});

/** Workflow commands: an error at each kata that was begun and did not pass, and a notice with the points. */
export function annotations(report: Report, paper: Paper): string {
  const begun = report.groups
    .flatMap(({ katas }) => katas)
    .filter(({ verdict }) => verdict.name !== 'passed' && verdict.name !== 'not started');
  const { messages } = paper;
  const points = messages.points(report.earned, report.possible);
  const lines = [
    ...begun.slice(0, MOST).map((graded) => errorAt(graded, paper)),
    ...(begun.length > MOST ? [command('warning', {}, say(more(begun.length - MOST), paper.language))] : []),
    command('notice', { title: messages.product }, points),
  ];
  return `${lines.join('\n')}\n`;
}

function errorAt(graded: GradedKata, paper: Paper): string {
  const { kata, verdict } = graded;
  const why = reason(graded, paper);
  // A line belongs to what the compiler says, not to a property that fails beside it.
  const place = why === problemLines(graded, paper)[0] ? verdict.problems[0] : undefined;
  const properties: Record<string, string> = {
    file: `katas/${kata.id}/${place && 'file' in place ? place.file : 'kata.ts'}`,
    title: `${kataName(graded, paper)}: ${paper.messages.verdict[verdict.name]}`,
  };
  if (place && 'line' in place && place.line !== undefined) properties.line = String(place.line);
  return command('error', properties, why);
}

/** One workflow command on one line, whatever the texts hold. */
export function command(
  name: 'error' | 'warning' | 'notice',
  properties: Readonly<Record<string, string>>,
  message: string,
): string {
  const pairs = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  return `::${name}${pairs.length > 0 ? ` ${pairs.join(',')}` : ''}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return cleanLine(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** One line with a student's words in it, for such a log: commands of the old form are obeyed anywhere in a line. */
export function withoutOldCommands(line: string): string {
  return line.replaceAll('##[', '##\\u005b');
}

/**
 * Text with a submission's words in it, for a log that GitHub reads for commands: none in it is obeyed. The word that
 * ends the silence is made from the text, so the text cannot hold it.
 */
export function withoutCommands(text: string): string {
  const word = createHash('sha256').update(text).digest('hex');
  return `::stop-commands::${word}\n${text.endsWith('\n') ? text : `${text}\n`}::${word}::\n`;
}
