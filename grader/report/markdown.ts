import type { GradedGroup, GradedKata, Report } from '../types.ts';
import { verdictText } from './failure.ts';
import { escapeHtml } from './html.ts';
import { kataName, kataText } from './kata-text.ts';
import { cleanLine, type Paper, read } from './paper.ts';
import { percentOf } from './text.ts';
import { leftOut, tell } from './texts.ts';

/** GitHub refuses a job summary above 1 MiB; other steps of the job may have written some of it. */
const MOST_BYTES = 1000 * 1024;

/** A report for people who read it on GitHub: a table per group, then what to look at, most important first. */
export function markdown(report: Report, paper: Paper, mostBytes = MOST_BYTES): string {
  const { messages } = paper;
  const points = messages.points(report.earned, report.possible);
  const head = `## ${escapeMarkdown(messages.product)}: ${points} · ${messages.percent(percentOf(report))}`;
  const tables = report.groups.map((group) => table(group, paper));
  const details = report.groups
    .flatMap(({ katas }) => katas)
    .filter(({ verdict }) => verdict.name !== 'passed' && verdict.name !== 'not started')
    .map((graded) => detail(graded, paper));
  const fixed = [head, ...tables, ...(details.length > 0 ? [`### ${tell('details', paper.language)}`] : [])];
  return withinBytes(fixed, details, mostBytes, paper);
}

/** Drops details from the end until the text is small enough, and says how many. */
function withinBytes(
  fixed: readonly string[],
  details: readonly string[],
  mostBytes: number,
  paper: Paper,
): string {
  const whole = (count: number): string => {
    const missing = details.length - count;
    const note = missing > 0 ? [escapeMarkdown(leftOut(missing, paper.language))] : [];
    return `${[...fixed, ...details.slice(0, count), ...note].join('\n\n')}\n`;
  };
  let count = details.length;
  while (count > 0 && Buffer.byteLength(whole(count)) > mostBytes) count--;
  return whole(count);
}

function table({ group, katas }: GradedGroup, paper: Paper): string {
  const names = (['kata', 'verdict', 'points', 'properties'] as const).map((name) =>
    tell(name, paper.language),
  );
  const rows = katas.map((graded) => {
    const { kata, verdict } = graded;
    const passed = verdict.properties.filter(({ status }) => status === 'passed').length;
    const cells = [
      escapeMarkdown(kataName(graded, paper)),
      `${emblem(graded)} ${escapeMarkdown(paper.messages.verdict[verdict.name])}`,
      `${verdict.earned} / ${kata.points}`,
      `${passed} / ${verdict.properties.length}`,
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    `### ${escapeMarkdown(read(group.title, paper))}`,
    '',
    `| ${names.join(' | ')} |`,
    '|---|---|---:|---:|',
    ...rows,
  ].join('\n');
}

function emblem({ verdict }: GradedKata): string {
  if (verdict.name === 'passed') return '✅';
  return verdict.name === 'not started' ? '▫️' : '❌';
}

/** Raw HTML around the text: a fence of backticks could be closed by the text itself. */
function detail(graded: GradedKata, paper: Paper): string {
  const head = `${kataName(graded, paper)} — ${verdictText(graded, paper)}`;
  const text = escapeHtml(kataText(graded, paper));
  return `<details><summary>${escapeHtml(head)}</summary>\n\n<pre>\n${text}\n</pre>\n\n</details>`;
}

/** Text on one line that Markdown shows as it is: every punctuation mark is escaped. */
export function escapeMarkdown(text: string): string {
  return cleanLine(text).replace(/[!-/:-@[-`{-~]/g, (mark) =>
    mark === '<' ? '&lt;' : mark === '&' ? '&amp;' : `\\${mark}`,
  );
}
