import { stringify } from 'csv-stringify/sync';
import { cleanLine } from '../report/paper.ts';
import { shortName } from '../types.ts';
import { type Overview, percent, type Row } from './overview.ts';
import type { ClassTexts } from './texts.ts';

/**
 * What every spreadsheet opens rightly: UTF-8 with its mark, every text quoted, and no text that begins a formula (a
 * student's folder may be called `=cmd()`).
 */
const options = {
  bom: true,
  record_delimiter: 'windows',
  quoted_string: true,
  escape_formulas: true,
} as const;

/** A row per student: points, percent, what is the matter, and the points of every kata. */
export function studentsCsv(overview: Overview, texts: ClassTexts): string {
  const names = overview.columns.map(({ kata }) => shortName(kata.id));
  const head = [
    texts.student,
    texts.points,
    texts.possible,
    texts.percent,
    texts.passed,
    texts.note,
    ...names,
  ];
  const rows = overview.rows.map((row) => [
    cleanLine(row.student),
    row.earned,
    overview.possible,
    percent(row.earned, overview.possible),
    row.passed,
    row.problem === undefined ? '' : texts.problem(row.problem),
    ...overview.columns.map((_, i) => row.cells[i]?.earned ?? 0),
  ]);
  return stringify([head, ...rows], options);
}

/** A row per student and kata, for pivot tables: verdict, points, properties, and the mistake it looks like. */
export function katasCsv(overview: Overview, texts: ClassTexts): string {
  const { student, kata, verdict, points, possible, passed, properties, diagnosis, pair } = texts;
  const head = [student, kata, verdict, points, possible, pair(properties, passed), properties, diagnosis];
  const rows = overview.rows.flatMap((row) => rowsOf(row, overview, texts));
  return stringify([head, ...rows], options);
}

function rowsOf({ student, cells }: Row, { columns }: Overview, texts: ClassTexts): (string | number)[][] {
  return cells.map((cell, i) => [
    cleanLine(student),
    columns[i]!.kata.id,
    texts.state(cell.state),
    cell.earned,
    columns[i]!.kata.points,
    cell.passed,
    cell.properties,
    cell.diagnosis === undefined ? '' : texts.say(cell.diagnosis),
  ]);
}
