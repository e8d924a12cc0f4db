import type { Language } from '../types.ts';
import { katasCsv, studentsCsv } from './csv.ts';
import type { ClassFacts, ClassFolder } from './folder.ts';
import { type Overview, overviewOf } from './overview.ts';
import { classPage } from './page.ts';
import type { StudentRecord } from './record.ts';
import { classTexts } from './texts.ts';

export const PAGE = 'class.html';

/** Writes the page and the spreadsheets of a class. */
export function writeOverview(
  folder: ClassFolder,
  facts: ClassFacts,
  records: ReadonlyMap<string, StudentRecord>,
  language: Language,
): Overview {
  const overview = overviewOf(facts, records);
  const texts = classTexts(language);
  folder.write(PAGE, classPage(overview, language));
  folder.write('students.csv', studentsCsv(overview, texts));
  folder.write('katas.csv', katasCsv(overview, texts));
  return overview;
}
