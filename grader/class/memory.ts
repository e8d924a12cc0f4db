import type { Judged } from '../cache.ts';
import type { StudentRecord } from './record.ts';

/**
 * Verdicts of this run and of earlier ones by the name of the files they are of: two students with the same bytes share
 * one, and a student who changed one kata pays for that one.
 */
export class Memory {
  readonly course: string;
  private readonly known = new Map<string, Judged>();

  constructor(course: string) {
    this.course = course;
  }

  learn(record: StudentRecord): void {
    if (record.course !== this.course) return;
    for (const { content, verdict, problems, properties, points, printed, diagnosis } of record.katas) {
      const told = { name: verdict, problems, properties, earned: points.earned };
      this.set(content, { verdict: told, printed, ...(diagnosis === undefined ? {} : { diagnosis }) });
    }
  }

  get(content: string): Judged | undefined {
    return this.known.get(content);
  }

  /** A verdict that hung on the clock or on memory is this student's alone. */
  set(content: string, judged: Judged): void {
    if (!isLate(judged)) this.known.set(content, judged);
  }
}

/** True when the clock or the memory had a say: another moment could say otherwise. */
export function isLate({ verdict }: Pick<Judged, 'verdict'>): boolean {
  return verdict.name === 'out of time' || verdict.properties.some(({ status }) => status === 'out of time');
}
