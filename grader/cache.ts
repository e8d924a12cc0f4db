import { createHash, type Hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Files } from './bundle.ts';
import { realDisk, writeWhole } from './keep/disk.ts';
import { type GradedKata, type Kata, verdicts } from './types.ts';

const checkout = dirname(dirname(fileURLToPath(import.meta.url)));
/** Whatever a verdict depends on besides the kata: the grader, the library, the kit, the packages. */
const JUDGE = ['grader', 'lib', 'test/kit', 'test/arbitraries'].concat([
  'package.json',
  'package-lock.json',
  'tsconfig.json',
]);

export type Judged = Omit<GradedKata, 'kata'>;

/**
 * Verdicts already computed for exactly these bytes by exactly this grader on this Node. A shortcut for the learner's
 * own screen: the last verdict of each kata is kept, and anything that reports to somebody else grades anew.
 */
export class VerdictCache {
  readonly course: string;
  readonly folder: string;
  private judge: string | undefined;

  constructor(course: string) {
    this.course = course;
    this.folder = join(course, '.katas', 'verdicts');
  }

  get(kata: Kata, files: Files): Judged | undefined {
    try {
      const { key, judged } = JSON.parse(readFileSync(this.path(kata), 'utf8')) as {
        key: string;
        judged: Judged;
      };
      return key === this.key(kata, files) && verdicts.includes(judged.verdict.name) ? judged : undefined;
    } catch {
      return undefined;
    }
  }

  /** Keeps a verdict that a second run would give again; a full or read-only disk only costs the shortcut. */
  set(kata: Kata, files: Files, judged: Judged): void {
    if (!isLasting(judged)) return;
    try {
      const text = JSON.stringify({ key: this.key(kata, files), judged });
      writeWhole(realDisk, this.path(kata), Buffer.from(text));
    } catch {
      // Graded anew next time.
    }
  }

  private path({ id }: Kata): string {
    return join(this.folder, `${id.replaceAll('/', '_')}.json`);
  }

  private key({ id, files: own, folder }: Kata, files: Files): string {
    this.judge ??= hashOfJudge([process.version.split('.')[0]!, process.platform]);
    const { course } = this;
    const trees = [`test/right/${id}`, `test/wrong/${id}`, `solutions/${id}`];
    const hash = createHash('sha256')
      .update(this.judge)
      .update(hashOfTrees([id], course, trees));
    for (const name of filesIn(folder)) if (!own.includes(name)) addFile(hash, name, join(folder, name));
    for (const [name, text] of files) hash.update(JSON.stringify([name, text]));
    return hash.digest('hex');
  }
}

/** Clocks and memory depend on the moment: such a verdict is never kept. */
function isLasting({ verdict }: Judged): boolean {
  const settled = ['passed', 'failed', 'broken', 'not started'];
  const all = verdict.properties.every(({ status }) => settled.includes(status));
  return (verdict.name === 'passed' || verdict.name === 'wrong' || verdict.name === 'broken') && all;
}

/** A name for the grader, the library, the kit and the packages as they are now. */
export function hashOfJudge(words: readonly string[]): string {
  return hashOfTrees(words, checkout, JUDGE);
}

/** A name for the bytes of all files below some folders, by their paths. */
export function hashOfTrees(words: readonly string[], home: string, trees: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(words));
  for (const tree of trees) {
    const path = join(home, tree);
    if (!existsSync(path)) continue;
    for (const name of filesIn(path)) addFile(hash, `${tree}/${name}`, join(path, name));
  }
  return hash.digest('hex');
}

/** Files below a folder in a fixed order; a file is itself, under no name. */
function filesIn(path: string): string[] {
  try {
    return readdirSync(path, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
      .sort();
  } catch {
    return [''];
  }
}

function addFile(hash: Hash, name: string, path: string): void {
  const bytes = readFileSync(path);
  hash.update(JSON.stringify([name, bytes.length])).update(bytes);
}
