import type { GradedKata, Report } from '../types.ts';
import type { Context } from './formats.ts';
import { kataName, reason } from './kata-text.ts';
import type { Paper } from './paper.ts';

/** Classroom 50's result.json: a test per kata, scores in whole points. Who and what comes from its runner's environment. */
export function classroom50(report: Report, { paper, at, env }: Context): string {
  const katas = report.groups.flatMap((group) => group.katas);
  const data = {
    schema: 'classroom50/result/v1',
    classroom: env.CLASSROOM ?? '',
    assignment: env.ASSIGNMENT ?? '',
    submission: env.SUBMISSION_TAG ?? '',
    commit: env.COMMIT_URL ?? '',
    release: env.RELEASE_URL ?? '',
    review: env.REVIEW_URL ?? '',
    datetime: at.toISOString(),
    score: report.earned,
    'max-score': report.possible,
    tests: katas.map((graded) => testOf(graded, paper)),
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

/** The names of Classroom 50 first; what follows are keys of our own, which it keeps. */
function testOf(graded: GradedKata, paper: Paper): object {
  const { kata, verdict, diagnosis } = graded;
  const why = reason(graded, paper);
  return {
    'test-name': kataName(graded, paper),
    passed: verdict.name === 'passed',
    score: verdict.earned,
    'max-score': kata.points,
    verdict: verdict.name,
    properties: verdict.properties.map(({ number, status }) => ({ number, status })),
    ...(why === '' ? {} : { reason: why }),
    ...(diagnosis === undefined ? {} : { diagnosis: diagnosis.id }),
  };
}
