import { join } from 'node:path';
import { appendLine, type Disk, readBytes } from './disk.ts';

/** Which content each path held: its hash, or null where there was no file. Paths are below the keep's home. */
export type Contents = { readonly [path: string]: string | null };

/** Why the grader wrote a learner's files. */
export type Action = 'reset' | 'solution' | 'update' | 'undo' | 'restore';

/** One line of the journal. A change is written down before the files are touched. */
export type Entry = { readonly time: string } & (
  | { readonly kind: 'snapshot'; readonly reason: string; readonly files: Contents }
  | { readonly kind: 'change'; readonly action: Action; readonly before: Contents; readonly after: Contents }
  | { readonly kind: 'passed'; readonly kata: string; readonly files: Contents }
  | { readonly kind: 'reviewed'; readonly kata: string }
);

export class Journal {
  readonly disk: Disk;
  readonly path: string;

  constructor(disk: Disk, folder: string) {
    this.disk = disk;
    this.path = join(folder, 'journal.jsonl');
  }

  append(entry: Entry): void {
    appendLine(this.disk, this.path, JSON.stringify(entry));
  }

  /** Every whole line, oldest first; one torn by a kill says nothing. */
  read(): readonly Entry[] {
    const bytes = readBytes(this.disk, this.path);
    return (bytes?.toString('utf8') ?? '').split('\n').flatMap(entryOf);
  }
}

function entryOf(line: string): readonly Entry[] {
  try {
    const entry = JSON.parse(line) as Entry;
    return typeof entry === 'object' && entry !== null && typeof entry.kind === 'string' ? [entry] : [];
  } catch {
    return [];
  }
}
