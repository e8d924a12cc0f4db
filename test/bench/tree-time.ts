import { readFileSync } from 'node:fs';

/**
 * Seconds computed by all children this process has waited for, and by theirs. Not a number where the platform does
 * not tell; kernels count in hundredths of a second.
 */
export function childrenSeconds(): number {
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[13]) + Number(fields[14])) / 100;
  } catch {
    return Number.NaN;
  }
}
