import { allKatas } from '../../catalogue.ts';
import { type Catalogue, shortName } from '../../types.ts';

/** Seconds a kata may take on a runner, with the install before the first. */
const TIMEOUT = 120;
const INSTALL = 300;

export type TestRow = {
  readonly name: string;
  readonly type: 'run';
  readonly setup?: string;
  readonly run: string;
  readonly timeout: number;
  readonly 'exit-code': 0;
  readonly points: number;
};

/**
 * Classroom 50's declarative tests: a row per kata, worth its points when it passes. Simpler than autograder.py and
 * weaker: the grader is the one in the student's repository, and there is no partial credit.
 */
export function testRows(catalogue: Catalogue): readonly TestRow[] {
  return allKatas(catalogue).map(({ id, title, points }, i) => ({
    name: `${shortName(id)} ${title.en}`,
    type: 'run',
    ...(i === 0 ? { setup: 'npm ci' } : {}),
    run: `npm run --silent grade -- ${shortName(id)}`,
    timeout: i === 0 ? INSTALL : TIMEOUT,
    'exit-code': 0,
    points,
  }));
}

/** The toolchain Classroom 50 has to prepare; its default has no Node. */
export const runtime = { node: '24' } as const;
