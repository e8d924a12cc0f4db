import { createHash } from 'node:crypto';
import { type KataData, kataJson } from '../report/json.ts';
import type { GradedKata } from '../types.ts';
import type { StudentProblem } from './students.ts';

/** Names the shape of a student's file; a change that breaks a reader raises the number. */
export const STUDENT_SCHEMA = 'parameter-katas/student/v1';

/** A kata's verdict, with the name of the files it was given for. */
export type KataRecord = KataData & { readonly content: string };

/** One student's results, as they stand in the student's file. */
export type StudentRecord = {
  readonly schema: typeof STUDENT_SCHEMA;
  readonly student: string;
  /** The tests, library, grader and limits the verdicts are of. */
  readonly course: string;
  /** The files the verdicts are of. */
  readonly content: string;
  readonly gradedAt: string;
  readonly seconds: number;
  readonly problem?: StudentProblem;
  readonly points: { readonly earned: number; readonly possible: number };
  readonly katas: readonly KataRecord[];
};

export function katasOf(graded: readonly GradedKata[], contents: readonly string[]): readonly KataRecord[] {
  return graded.map((each, i) => ({ ...kataJson(each), content: contents[i]! }));
}

/** The text of a student's file. Its last key proves that the text is whole and untouched. */
export function writeRecord(record: StudentRecord): string {
  return `${JSON.stringify({ ...record, digest: digestOf(record) }, null, 1)}\n`;
}

/** The record in a text; undefined unless it is whole. */
export function readRecord(text: string): StudentRecord | undefined {
  try {
    const { digest, ...record } = JSON.parse(text) as StudentRecord & { digest: string };
    return record.schema === STUDENT_SCHEMA && digest === digestOf(record) ? record : undefined;
  } catch {
    return undefined;
  }
}

function digestOf(record: object): string {
  return createHash('sha256').update(JSON.stringify(record)).digest('hex');
}
