import type { GradedKata, Report } from '../types.ts';
import type { Context } from './formats.ts';
import { kataName, kataText } from './kata-text.ts';
import type { Paper } from './paper.ts';
import { percentOf } from './text.ts';

/**
 * Gradescope's results.json: a test per kata, worth its points, with partial credit by property. Every text is
 * declared to be plain text, so nothing of a submission is read as markup.
 */
export function gradescope(report: Report, { paper, seconds }: Context): string {
  const katas = report.groups.flatMap((group) => group.katas);
  const { messages } = paper;
  const data = {
    score: report.earned,
    execution_time: Math.round(seconds),
    output: `${messages.points(report.earned, report.possible)} · ${messages.percent(percentOf(report))}`,
    output_format: 'text',
    test_output_format: 'text',
    test_name_format: 'text',
    stdout_visibility: 'hidden',
    tests: katas.map((graded) => testOf(graded, paper)),
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

function testOf(graded: GradedKata, paper: Paper): object {
  const { kata, verdict, diagnosis } = graded;
  const [group = '', name = ''] = kata.id.split('/');
  return {
    name: kataName(graded, paper),
    number: `${Number(group.slice(0, 2))}.${Number(name.slice(0, 2))}`,
    score: verdict.earned,
    max_score: kata.points,
    status: verdict.name === 'passed' ? 'passed' : 'failed',
    output: kataText(graded, paper),
    tags: [group],
    visibility: 'visible',
    extra_data: {
      kata: kata.id,
      verdict: verdict.name,
      properties: verdict.properties.map(({ number, status }) => ({ number, status })),
      ...(diagnosis === undefined ? {} : { diagnosis: diagnosis.id }),
    },
  };
}
