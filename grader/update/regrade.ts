import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { VerdictName } from '../types.ts';

const here = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Verdicts of a course's katas by id, computed by the course's own grader in a process of its own: after an update
 * this process still runs the old one. Undefined when it cannot answer.
 */
export function regrade(course: string): Promise<ReadonlyMap<string, VerdictName> | undefined> {
  const own = join(course, 'grader', 'start.mjs');
  const start = existsSync(own) ? own : join(here, 'start.mjs');
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [start, 'grade', '--json', '--course', course],
      { encoding: 'utf8', maxBuffer: 1 << 28 },
      (_error, stdout) => resolve(verdictsIn(stdout)),
    );
  });
}

type Told = {
  readonly groups: readonly {
    readonly katas: readonly { readonly id: string; readonly verdict: VerdictName }[];
  }[];
};

function verdictsIn(stdout: string): ReadonlyMap<string, VerdictName> | undefined {
  try {
    const { groups } = JSON.parse(stdout) as Told;
    return new Map(groups.flatMap(({ katas }) => katas.map(({ id, verdict }) => [id, verdict] as const)));
  } catch {
    return undefined;
  }
}
