import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { GraderError } from '../errors.ts';

/** Why a student's entry holds nothing to grade. */
export type StudentProblem =
  | 'a file'
  | 'a symbolic link'
  | 'an empty folder'
  | 'no katas'
  | 'several submissions'
  | 'unreadable';

/** One entry of the submissions folder: where its katas are, or why there are none. */
export type Student = { readonly name: string } & (
  | { readonly katasFolder: string }
  | { readonly problem: StudentProblem }
);

/** What unpacking and file managers leave behind is nobody's submission. */
const LITTER = new Set(['__MACOSX', 'desktop.ini', 'Thumbs.db']);

/**
 * Every student of a folder, in the order of their names' code units. An entry is a katas folder, a checkout, or a folder
 * with exactly one of these. Links are never followed: they could show the grader another student's files.
 */
export function findStudents(folder: string, groups: readonly string[]): readonly Student[] {
  return namesIn(folder)
    .filter((name) => !name.startsWith('.') && !LITTER.has(name))
    .map((name) => ({ name, ...locate(join(folder, name), groups) }));
}

type Found = { readonly katasFolder: string } | { readonly problem: StudentProblem };

function locate(path: string, groups: readonly string[]): Found {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return { problem: 'unreadable' };
  if (stat.isSymbolicLink()) return { problem: 'a symbolic link' };
  if (!stat.isDirectory()) return { problem: 'a file' };
  try {
    return katasIn(path, groups);
  } catch {
    return { problem: 'unreadable' };
  }
}

/** The katas folder that a folder is, has, or has one level down; links are not followed. */
export function katasIn(path: string, groups: readonly string[]): Found {
  const here = katasAt(path, groups);
  if (here !== undefined) return here;
  const below = namesIn(path).filter((name) => !name.startsWith('.') && !LITTER.has(name));
  if (below.length === 0) return { problem: 'an empty folder' };
  const found = below
    .map((name) => join(path, name))
    .filter(isFolder)
    .flatMap((each) => katasAt(each, groups) ?? []);
  if (found.length > 1) return { problem: 'several submissions' };
  return found[0] ?? { problem: 'no katas' };
}

/** The katas of a checkout or of a katas folder; undefined when it is neither. */
function katasAt(path: string, groups: readonly string[]): Found | undefined {
  const inside = join(path, 'katas');
  const stat = lstatSync(inside, { throwIfNoEntry: false });
  if (stat?.isSymbolicLink()) return { problem: 'a symbolic link' };
  if (stat?.isDirectory()) return { katasFolder: inside };
  return groups.some((group) => isFolder(join(path, group))) ? { katasFolder: path } : undefined;
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function namesIn(folder: string): string[] {
  return readdirSync(folder).sort();
}

/** Refuses a place that cannot hold submissions, before anything is written. */
export function checkSubmissions(folder: string, asked: string): void {
  if (isFolder(folder)) return;
  throw new GraderError(2, {
    en: `--submissions: expected a folder with a folder per student, received ${asked}. Check the path.`,
    zh: `--submissions：应是一个文件夹，其中每个学生一个文件夹，收到的是 ${asked}。请检查路径。`,
  });
}
