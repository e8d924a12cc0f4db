import { readFileSync } from 'node:fs';

/** How long a process has computed so far, and whether it would compute now if it got a processor. */
export type Work = { readonly computes: boolean; readonly computedMs: number };

/** The kernel counts in hundredths of a second, whatever its own clock. */
const TICK_MS = 10;

/** What the platform tells of a process; where it tells nothing (all but Linux), nothing is known to compute. */
export function workOf(pid: number | undefined): Work {
  try {
    return readWork(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return { computes: false, computedMs: 0 };
  }
}

/** A line of /proc/<pid>/stat. The second field is a name in brackets, which may hold blanks and brackets itself. */
export function readWork(stat: string): Work {
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user, system] = [fields[10], fields[11]];
  return { computes: state === 'R', computedMs: TICK_MS * (Number(user) + Number(system)) };
}
