import type { Text, VerdictName } from '../types.ts';
import type { ClassFacts, ClassKata } from './folder.ts';
import type { KataRecord, StudentRecord } from './record.ts';
import type { StudentProblem } from './students.ts';

/** A verdict, or that the kata was not handed in. */
export type CellState = VerdictName | 'missing';

export type Cell = {
  readonly state: CellState;
  readonly earned: number;
  readonly passed: number;
  readonly properties: number;
  readonly diagnosis?: Text;
};

export type Row = {
  readonly student: string;
  /** Why there are no cells; `failed` when the grader itself did not come to an end. */
  readonly problem?: StudentProblem | 'failed';
  readonly earned: number;
  readonly passed: number;
  readonly cells: readonly Cell[];
};

export type Column = {
  readonly kata: ClassKata;
  readonly passed: number;
  /** Students who changed the stub. */
  readonly begun: number;
};

export type Misconception = {
  readonly id: string;
  readonly name: Text;
  readonly hint: Text;
  readonly kata: ClassKata;
  readonly students: readonly string[];
};

/** A class at a glance: pure data for the screen, the spreadsheet and the page. */
export type Overview = {
  readonly possible: number;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Most frequent first. */
  readonly misconceptions: readonly Misconception[];
  /** The latest grading of a student, '' when there is none. */
  readonly gradedAt: string;
};

/** The overview of the students a folder answers for; a student without a record is told as failed. */
export function overviewOf(facts: ClassFacts, records: ReadonlyMap<string, StudentRecord>): Overview {
  const rows = facts.students.map((student) => rowOf(student, records.get(student)));
  const columns = facts.katas.map((kata, i) => {
    const cells = rows.flatMap((row) => row.cells[i] ?? []);
    const count = (is: (state: CellState) => boolean): number =>
      cells.filter(({ state }) => is(state)).length;
    return {
      kata,
      passed: count((state) => state === 'passed'),
      begun: count((state) => state !== 'not started' && state !== 'missing'),
    };
  });
  const times = [...records.values()].map(({ gradedAt }) => gradedAt).sort();
  return {
    possible: facts.katas.reduce((sum, { points }) => sum + points, 0),
    columns,
    rows,
    misconceptions: misconceptionsOf(facts, records),
    gradedAt: times.at(-1) ?? '',
  };
}

function rowOf(student: string, record: StudentRecord | undefined): Row {
  if (record === undefined) return { student, problem: 'failed', earned: 0, passed: 0, cells: [] };
  const cells = record.katas.map(cellOf);
  const { problem } = record;
  return {
    student,
    ...(problem === undefined ? {} : { problem }),
    earned: record.points.earned,
    passed: cells.filter(({ state }) => state === 'passed').length,
    cells,
  };
}

function cellOf({ verdict, points, problems, properties, diagnosis }: KataRecord): Cell {
  return {
    state: problems.some(({ kind }) => kind === 'missing file') ? 'missing' : verdict,
    earned: points.earned,
    passed: properties.filter(({ status }) => status === 'passed').length,
    properties: properties.length,
    ...(diagnosis === undefined ? {} : { diagnosis: diagnosis.name }),
  };
}

function misconceptionsOf(
  facts: ClassFacts,
  records: ReadonlyMap<string, StudentRecord>,
): readonly Misconception[] {
  const found = new Map<string, Misconception>();
  for (const student of facts.students) {
    for (const { id, diagnosis } of records.get(student)?.katas ?? []) {
      const kata = facts.katas.find((each) => each.id === id);
      if (diagnosis === undefined || kata === undefined) continue;
      const { students = [] } = found.get(diagnosis.id) ?? {};
      found.set(diagnosis.id, { ...diagnosis, kata, students: [...students, student] });
    }
  }
  return [...found.values()].sort((a, b) => b.students.length - a.students.length || (a.id < b.id ? -1 : 1));
}

/** Share of the points in whole percent, rounded down. */
export function percent(earned: number, possible: number): number {
  return possible === 0 ? 0 : Math.floor((100 * earned) / possible);
}

/** The middle of the students who handed something in; undefined when nobody did. */
export function median({ rows, possible }: Overview): number | undefined {
  const values = rows
    .filter(({ problem }) => problem === undefined)
    .map(({ earned }) => percent(earned, possible))
    .sort((a, b) => a - b);
  if (values.length === 0) return undefined;
  const half = values.length / 2;
  return Math.floor((values[Math.ceil(half) - 1]! + values[Math.floor(half)]!) / 2);
}

/** Katas that fewest of those who began have passed, hardest first; a kata all have passed is not hard. */
export function hardest({ columns }: Overview, most: number): readonly Column[] {
  const share = ({ passed, begun }: Column): number => passed / begun;
  return columns
    .filter(({ passed, begun }) => passed < begun)
    .sort((a, b) => share(a) - share(b) || (a.kata.id < b.kata.id ? -1 : 1))
    .slice(0, most);
}
