import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { GraderError } from '../errors.ts';
import { realDisk, writeWhole } from '../keep/disk.ts';
import type { Text } from '../types.ts';
import { readRecord, type StudentRecord, writeRecord } from './record.ts';
import type { Shard } from './shard.ts';

export const CLASS_SCHEMA = 'parameter-katas/class/v1';

export type ClassKata = {
  readonly id: string;
  readonly title: Text;
  readonly stars: number;
  readonly points: number;
  readonly group: Text;
};

/** What an output folder is about: written first, so that a stopped run can go on and shards can be put together. */
export type ClassFacts = {
  readonly schema: typeof CLASS_SCHEMA;
  readonly course: string;
  readonly katas: readonly ClassKata[];
  readonly shard: Shard;
  /** The students this folder answers for. */
  readonly students: readonly string[];
};

const FACTS = 'class.json';
const STUDENTS = 'students';

/** An output folder. Each file appears whole or not at all, whenever the grader is killed. */
export class ClassFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** Refuses a folder that holds something else: nothing of a teacher's is ever overwritten. */
  checkOurs(asked: string): void {
    if (!existsSync(this.path) || this.facts() !== undefined) return;
    const strange = readdirSync(this.path).filter((name) => name !== STUDENTS && !name.startsWith('.'));
    if (strange.length === 0) return;
    throw new GraderError(2, {
      en: `--out: expected a new folder or one of an earlier run, received ${asked} with ${strange[0]} in it. Choose another.`,
      zh: `--out：应是新文件夹或以前的输出文件夹，而 ${asked} 里有 ${strange[0]}。请换一个位置。`,
    });
  }

  facts(): ClassFacts | undefined {
    try {
      const facts = JSON.parse(readFileSync(join(this.path, FACTS), 'utf8')) as ClassFacts;
      return facts.schema === CLASS_SCHEMA ? facts : undefined;
    } catch {
      return undefined;
    }
  }

  writeFacts(facts: ClassFacts): void {
    this.write(FACTS, `${JSON.stringify(facts, null, 1)}\n`);
  }

  record(student: string): StudentRecord | undefined {
    const path = join(this.path, STUDENTS, recordName(student));
    return existsSync(path) ? readRecord(readFileSync(path, 'utf8')) : undefined;
  }

  writeRecord(record: StudentRecord): void {
    this.write(join(STUDENTS, recordName(record.student)), writeRecord(record));
  }

  write(name: string, text: string): void {
    writeWhole(realDisk, join(this.path, name), Buffer.from(text));
  }
}

/** A file name that every disk accepts and no two students share, whatever their folders are called. */
export function recordName(student: string): string {
  const letters = student
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const hash = createHash('sha256').update(student).digest('hex').slice(0, 12);
  return `${[letters.slice(0, 40), hash].filter((part) => part !== '').join('-')}.json`;
}

/** The address of a student's file from the overview beside it. */
export function recordLink(student: string): string {
  return `${STUDENTS}/${recordName(student)}`;
}

/** True when one folder is the other or lies in it. */
export function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return !(way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way));
}
