import { type GradeOptions, grade } from '../grade.ts';
import { type Limits, withPatience } from '../limits.ts';
import { collectTests, inParallel } from '../run.ts';
import type { Catalogue, Kata, Language } from '../types.ts';
import { contentHash, courseHash, kataHash } from './fingerprint.ts';
import { CLASS_SCHEMA, type ClassFacts, type ClassFolder } from './folder.ts';
import { Memory } from './memory.ts';
import type { Overview } from './overview.ts';
import { katasOf, STUDENT_SCHEMA, type StudentRecord } from './record.ts';
import { withSecondChance } from './second-chance.ts';
import { inShard, type Shard } from './shard.ts';
import { findStudents, type Student } from './students.ts';
import { writeOverview } from './write.ts';

export type ClassOptions = {
  readonly submissions: string;
  readonly folder: ClassFolder;
  readonly course: string;
  readonly catalogue: Catalogue;
  readonly katas: readonly Kata[];
  readonly limits: Limits;
  /** Child processes at a time. */
  readonly jobs: number;
  readonly shard: Shard;
  readonly language: Language;
  readonly now: () => Date;
  /** Told of every student as they are done. */
  readonly progress: (step: Step) => void;
};

export type Step = {
  readonly done: number;
  readonly all: number;
  readonly student: string;
  readonly record: StudentRecord | undefined;
  readonly kept: boolean;
  /** Why the grader did not come to an end with this student. */
  readonly error?: unknown;
};

export type ClassResult = {
  readonly overview: Overview;
  readonly graded: number;
  readonly kept: number;
};

/**
 * Grades every student of a folder. A student's file is written when the student is done, so a run that is stopped
 * goes on where it was; what happens to one student happens to nobody else.
 */
export async function gradeClass(options: ClassOptions): Promise<ClassResult> {
  const { folder, katas, limits, jobs } = options;
  const course = courseHash(options.course, limits);
  const students = findStudents(
    options.submissions,
    options.catalogue.groups.map(({ id }) => id),
  ).filter(({ name }) => inShard(name, options.shard));
  const facts = factsOf(options, course, students);
  folder.writeFacts(facts);
  const records = new Map(students.flatMap(({ name }) => entry(name, folder.record(name))));
  const memory = new Memory(course);
  for (const record of records.values()) memory.learn(record);
  const tests = await collectTests(katas, limits);
  let kept = 0;
  let done = 0;
  await inParallel(students, jobs, async (student) => {
    const before = records.get(student.name);
    const after = await recordOf(student, before, { course, memory, tests }, options);
    if ('error' in after) records.delete(student.name);
    else records.set(student.name, after.record);
    if (!('error' in after) && after.record === before) kept += 1;
    else if (!('error' in after)) folder.writeRecord(after.record);
    done += 1;
    const record = 'error' in after ? undefined : after.record;
    const step = { done, all: students.length, student: student.name, record };
    options.progress({ ...step, kept: record === before, ...('error' in after ? after : {}) });
  });
  const overview = writeOverview(folder, facts, records, options.language);
  return { overview, graded: records.size - kept, kept };
}

function entry(name: string, record: StudentRecord | undefined): [string, StudentRecord][] {
  return record === undefined ? [] : [[name, record]];
}

function factsOf(
  { catalogue, katas, shard }: ClassOptions,
  course: string,
  students: readonly Student[],
): ClassFacts {
  const groups = new Map(catalogue.groups.map(({ id, title }) => [id, title]));
  return {
    schema: CLASS_SCHEMA,
    course,
    katas: katas.map(({ id, title, stars, points, group }) => {
      return { id, title, stars, points, group: groups.get(group)! };
    }),
    shard,
    students: students.map(({ name }) => name),
  };
}

type Means = { readonly course: string; readonly memory: Memory; readonly tests: GradeOptions['tests'] };

/** The record of one student: the one there is if nothing changed, else a new one. Never throws. */
async function recordOf(
  student: Student,
  before: StudentRecord | undefined,
  means: Means,
  options: ClassOptions,
): Promise<{ readonly record: StudentRecord } | { readonly error: unknown }> {
  const { katas } = options;
  const { course } = means;
  try {
    if ('problem' in student) {
      const content = contentHash([student.problem]);
      if (before?.course === course && before.content === content) return { record: before };
      return { record: emptyRecord(student.name, student.problem, { course, content }, options) };
    }
    const contents = katas.map((kata) => kataHash(kata, student.katasFolder));
    const content = contentHash(contents);
    if (before?.course === course && before.content === content) return { record: before };
    return { record: await gradedRecord(student, contents, means, options) };
  } catch (error) {
    return { error };
  }
}

/** How much longer a second chance is. */
const PATIENCE = 3;

function emptyRecord(
  student: string,
  problem: StudentRecord['problem'] & string,
  names: Pick<StudentRecord, 'course' | 'content'>,
  { katas, now }: ClassOptions,
): StudentRecord {
  const possible = katas.reduce((sum, { points }) => sum + points, 0);
  const points = { earned: 0, possible };
  const gradedAt = now().toISOString();
  return { schema: STUDENT_SCHEMA, student, ...names, gradedAt, seconds: 0, problem, points, katas: [] };
}

async function gradedRecord(
  student: Extract<Student, { katasFolder: string }>,
  contents: readonly string[],
  { course, memory, tests }: Means,
  { katas, limits, now }: ClassOptions,
): Promise<StudentRecord> {
  const start = now();
  const nameOf = new Map(katas.map((kata, i) => [kata.id, contents[i]!]));
  const cache: GradeOptions['cache'] = {
    get: ({ id }) => memory.get(nameOf.get(id)!),
    set: ({ id }, _, judged) => memory.set(nameOf.get(id)!, judged),
  };
  const { katasFolder } = student;
  const settings = { katasFolder, limits, replay: {}, atOnce: 1, tests, cache };
  const graded = await withSecondChance(await grade(katas, settings), (late) =>
    grade(late, { ...settings, limits: withPatience(limits, PATIENCE) }),
  );
  const sum = (of: (each: (typeof graded)[number]) => number): number =>
    graded.reduce((all, each) => all + of(each), 0);
  return {
    schema: STUDENT_SCHEMA,
    student: student.name,
    course,
    content: contentHash(contents),
    gradedAt: start.toISOString(),
    seconds: Math.round((now().getTime() - start.getTime()) / 100) / 10,
    points: { earned: sum(({ verdict }) => verdict.earned), possible: sum(({ kata }) => kata.points) },
    katas: katasOf(graded, contents),
  };
}
