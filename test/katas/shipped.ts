import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readStubs } from '../../grader/keep/index.ts';
import { root } from '../house/files.ts';

/** katas/ as it was handed out, in a folder of its own: whatever the learner of this checkout has written since. */
export function copyShipped(folder: string): void {
  cpSync(join(root, 'katas'), folder, { recursive: true });
  for (const [path, text] of Object.entries(readStubs(root))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
