import type { GradedKata, Kata, Report, Verdict, VerdictName } from '../types.ts';
import { percentOf } from './text.ts';

/** Names the shape of the JSON below; a change that breaks a reader raises the number. */
const SCHEMA = 'parameter-katas/report/v1';

/** The report for programs: both languages, no times, so equal results are equal bytes. */
export function jsonReport(report: Report): string {
  return `${JSON.stringify(reportData(report), null, 2)}\n`;
}

function reportData(report: Report): object {
  const groups = report.groups.map(({ group, katas }) => ({
    id: group.id,
    title: group.title,
    katas: katas.map(kataJson),
  }));
  const points = { earned: report.earned, possible: report.possible };
  return { schema: SCHEMA, points, percent: percentOf(report), groups };
}

/** One judged kata as the schema has it. */
export type KataData = Pick<Kata, 'id' | 'title' | 'stars' | 'minutes'> &
  Pick<Verdict, 'problems' | 'properties'> &
  Pick<GradedKata, 'printed' | 'diagnosis'> & {
    readonly points: { readonly earned: number; readonly possible: number };
    readonly verdict: VerdictName;
  };

export function kataJson({ kata, verdict, printed, diagnosis }: GradedKata): KataData {
  return {
    id: kata.id,
    title: kata.title,
    stars: kata.stars,
    minutes: kata.minutes,
    points: { earned: verdict.earned, possible: kata.points },
    verdict: verdict.name,
    problems: verdict.problems,
    properties: verdict.properties,
    printed,
    ...(diagnosis && { diagnosis }),
  };
}
