import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hadFiles, type Keep, readStubs } from '../keep/index.ts';
import type { Kata, Language } from '../types.ts';
import type { Action } from './session.ts';
import type { Event, FileChange } from './state.ts';

/** Does what a key asks of a kata's files; what they were is kept. Throws when a file cannot be read or written. */
export function act({ type, id }: Action, kata: Kata, language: Language, keep: Keep): Event {
  switch (type) {
    case 'reset':
      return { type: 'notice', notice: { kind: resetOf(kata, keep) } };
    case 'undo':
      return { type: 'notice', notice: { kind: keep.undo(kata) ? 'undone' : 'nothing to undo' } };
    case 'diff':
      return { type: 'page', id, view: { view: 'diff', changes: changesOf(kata, keep) } };
    case 'readme': {
      const name = language === 'zh-CN' ? 'README.zh-CN.md' : 'README.md';
      const text = readFileSync(join(kata.folder, name), 'utf8');
      return { type: 'page', id, view: { view: 'readme', text, path: `katas/${kata.id}/${name}` } };
    }
  }
}

function resetOf(kata: Kata, keep: Keep): 'reset' | 'brought back' | 'nothing to reset' {
  const change = keep.reset(kata);
  if (change === undefined) return 'nothing to reset';
  return hadFiles(change) ? 'reset' : 'brought back';
}

/** Each file against the last version that passed; before the first pass, against the stub. */
function changesOf(kata: Kata, keep: Keep): FileChange[] {
  const green = keep.lastPassed(kata);
  const stubs = green === undefined ? readStubs(keep.course) : {};
  return kata.files.map((file) => ({
    file: `katas/${kata.id}/${file}`,
    before: green?.get(file) ?? stubs[`${kata.id}/${file}`] ?? '',
    after: textOf(join(keep.katasFolder, kata.id, file)),
    since: green === undefined ? 'stub' : 'green',
  }));
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
