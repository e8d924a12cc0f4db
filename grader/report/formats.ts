import type { Report } from '../types.ts';
import { classroom50 } from './classroom50.ts';
import { gradescope } from './gradescope.ts';
import { jsonReport } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import type { Paper } from './paper.ts';

/** What a format may say besides the report: everything that differs between two runs of the same files. */
export type Context = {
  readonly paper: Paper;
  readonly at: Date;
  readonly seconds: number;
  readonly env: Readonly<Record<string, string | undefined>>;
};

type Format = {
  /** The name its reader looks for. */
  readonly file: string;
  readonly write: (report: Report, context: Context) => string;
};

/** The machine-readable forms of a report. A new one is a file in this folder and a line here. */
export const formats = {
  json: { file: 'report.json', write: (report) => jsonReport(report) },
  junit: { file: 'junit.xml', write: junit },
  gradescope: { file: 'results.json', write: gradescope },
  classroom50: { file: 'result.json', write: classroom50 },
  markdown: { file: 'summary.md', write: (report, { paper }) => markdown(report, paper) },
} as const satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof formats;
