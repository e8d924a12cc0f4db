import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { GraderError } from '../errors.ts';
import type { Language } from '../types.ts';
import { type ClassFacts, ClassFolder } from './folder.ts';
import type { Overview } from './overview.ts';
import type { StudentRecord } from './record.ts';
import { type Shard, whole } from './shard.ts';
import { writeOverview } from './write.ts';

export type Merged = {
  readonly overview: Overview;
  readonly folders: number;
  /** Shards that no folder answers for. */
  readonly missing: readonly string[];
};

type Part = { readonly folder: ClassFolder; readonly facts: ClassFacts };

/** Puts the outputs of the shards of one class together, as if one machine had graded it all. */
export function mergeClass(paths: readonly string[], out: ClassFolder, language: Language): Merged {
  const parts = paths.flatMap(partsIn);
  const [first] = parts;
  if (first === undefined) throw refuse(paths.join(' '), { en: 'class.json', zh: 'class.json' });
  for (const part of parts) checkSame(part, first);
  const records = new Map<string, StudentRecord>();
  const students: string[] = [];
  for (const { folder, facts } of parts) {
    for (const student of facts.students) {
      if (students.includes(student)) throw twice(student);
      students.push(student);
      const record = folder.record(student);
      if (record !== undefined && record.course === facts.course) records.set(student, record);
    }
  }
  const facts: ClassFacts = { ...first.facts, shard: whole, students: students.sort() };
  out.writeFacts(facts);
  for (const record of records.values()) out.writeRecord(record);
  const overview = writeOverview(out, facts, records, language);
  return { overview, folders: parts.length, missing: missingOf(parts.map((part) => part.facts.shard)) };
}

/** An output folder, or a folder of output folders, as a download of artifacts gives it. */
function partsIn(path: string): Part[] {
  const own = partAt(path);
  if (own !== undefined) return [own];
  if (!existsSync(path)) throw refuse(path, { en: 'an output folder', zh: '输出文件夹' });
  const below = readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  const parts = below.flatMap((name) => partAt(join(path, name)) ?? []);
  if (parts.length === 0) throw refuse(path, { en: 'an output folder', zh: '输出文件夹' });
  return parts;
}

function partAt(path: string): Part | undefined {
  const folder = new ClassFolder(path);
  const facts = folder.facts();
  return facts === undefined ? undefined : { folder, facts };
}

/** Verdicts of different tests must not stand in one table. */
function checkSame({ folder, facts }: Part, first: Part): void {
  const same =
    facts.course === first.facts.course && JSON.stringify(facts.katas) === JSON.stringify(first.facts.katas);
  if (same && facts.shard.of === first.facts.shard.of) return;
  throw new GraderError(2, {
    en: `merge: expected shards graded by the same checkout in the same number of parts, received ${folder.path} beside ${first.folder.path}. Grade one of them again.`,
    zh: `merge：各分片应由同一份课程、按同样的份数评分，而 ${folder.path} 与 ${first.folder.path} 不一致。请重新评其中一份。`,
  });
}

function missingOf(shards: readonly Shard[]): readonly string[] {
  const of = shards[0]?.of ?? 1;
  const there = new Set(shards.map(({ index }) => index));
  return Array.from({ length: of }, (_, i) => i + 1)
    .filter((index) => !there.has(index))
    .map((index) => `${index}/${of}`);
}

function twice(student: string): GraderError {
  const name = JSON.stringify(student);
  return new GraderError(2, {
    en: `merge: expected each student in one folder, received ${name} in two. Leave one of them out.`,
    zh: `merge：每个学生只能出现在一个文件夹里，而 ${name} 出现了两次。请去掉其中一个。`,
  });
}

function refuse(received: string, wanted: { en: string; zh: string }): GraderError {
  return new GraderError(2, {
    en: `merge: expected ${wanted.en} of grade --submissions, received ${received}. Check the path.`,
    zh: `merge：应是 grade --submissions 的${wanted.zh}，收到的是 ${received}。请检查路径。`,
  });
}
