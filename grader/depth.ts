import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** More than any answer has had yet, and a small part of what brings a parser down. */
const USUAL_BYTES = 8000;
const USUAL_BRACKETS = 400;
const PATIENCE_MS = 20_000;

/**
 * Whether a parser gets to the end of a text. A parser calls itself for each level of brackets, and one that runs out of
 * stack takes its process with it; so an unusual text is first parsed in a process of its own.
 */
export function canBeParsed(text: string): boolean {
  const brackets = text.match(/[([{<`]/g)?.length ?? 0;
  if (text.length <= USUAL_BYTES && brackets <= USUAL_BRACKETS) return true;
  const probe = fileURLToPath(new URL('parse-probe.mjs', import.meta.url));
  const { status } = spawnSync(process.execPath, [probe], {
    input: text,
    stdio: ['pipe', 'ignore', 'ignore'],
    timeout: PATIENCE_MS,
  });
  return status === 0;
}

/** What `read` finds in a syntax tree; `otherwise` when the tree is too deep to be walked. */
export function unlessTooDeep<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return otherwise;
    throw error;
  }
}
