import type { Text } from '../kit/types.ts';

/** What is read of a report of Stryker's. */
export interface StrykerReport {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>;
}
interface Mutant {
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly status: string;
  readonly location: { readonly start: Position; readonly end: Position };
}
interface Position {
  readonly line: number;
  readonly column: number;
}

/** A change of a solution, and what became of it. */
interface Change {
  readonly file: string;
  readonly line: number;
  readonly mutator: string;
  readonly from: string;
  readonly to: string;
  readonly status: string;
}
/** A change that no test noticed. */
export type Survivor = Omit<Change, 'status'>;
/** A survivor that changes nothing a test could see, and why. */
export type Accepted = Omit<Survivor, 'line'> & { readonly reason: Text };

export interface Score {
  readonly group: string;
  readonly killed: number;
  readonly timedOut: number;
  readonly survivors: readonly Survivor[];
  /** Noticed changes in percent of all changes; none is left out. */
  readonly percent: number;
}

export const LEAST = 95;

/** How the groups did. What is neither killed nor out of time has survived, whatever Stryker calls it. */
export function scoresOf(reports: readonly StrykerReport[]): Score[] {
  const groups = new Map<string, Change[]>();
  for (const change of reports.flatMap(changesOf)) {
    const group = groupOf(change);
    groups.set(group, [...(groups.get(group) ?? []), change]);
  }
  return [...groups].map(([group, changes]) => {
    const count = (wanted: string) => changes.filter(({ status }) => status === wanted).length;
    const [killed, timedOut] = [count('Killed'), count('Timeout')];
    const survivors = changes.filter(({ status }) => status !== 'Killed' && status !== 'Timeout');
    return { group, killed, timedOut, survivors, percent: (100 * (killed + timedOut)) / changes.length };
  });
}

const groupOf = ({ file }: { readonly file: string }): string => file.split('/')[1]!;

const changesOf = ({ files }: StrykerReport): Change[] =>
  Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants.map(({ mutatorName, replacement = '', status, location }) => ({
      file,
      line: location.start.line,
      mutator: mutatorName,
      from: oneLine(textAt(source, location)),
      to: oneLine(replacement),
      status,
    })),
  );

/** Code on one line, so that a change of layout changes no entry of the list. */
const oneLine = (code: string): string => code.replace(/\s+/g, ' ').trim();

function textAt(source: string, { start, end }: Mutant['location']): string {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const last = lines.pop()!.slice(0, end.column - 1);
  return [...lines, last].join('\n').slice(start.column - 1);
}

const keyOf = ({ file, mutator, from, to }: Omit<Survivor, 'line'>): string =>
  JSON.stringify([file, mutator, from, to]);

export const reasonFor = (survivor: Survivor, accepted: readonly Accepted[]): Text | undefined =>
  accepted.find((entry) => keyOf(entry) === keyOf(survivor))?.reason;

/** What is wrong with these measurements, one line each; [] when the proof stands. */
export function complaints(reports: readonly StrykerReport[], accepted: readonly Accepted[]): string[] {
  const scores = scoresOf(reports);
  const survivors = scores.flatMap((score) => score.survivors);
  const files = new Set(reports.flatMap((report) => Object.keys(report.files)));
  const known = new Set(survivors.map(keyOf));
  return [
    ...scores
      .filter(({ percent }) => percent < LEAST)
      .map(
        ({ group, percent }) =>
          `${group}: expected a score of ${LEAST} % or more, received ${percent.toFixed(1)} %. Write the missing tests.`,
      ),
    ...survivors
      .filter((survivor) => reasonFor(survivor, accepted) === undefined)
      .map(
        ({ file, line, from, to }) =>
          `${file}:${line}: expected a test that notices ${from} → ${to}, received none. Write one, or say in accepted.ts why none can.`,
      ),
    ...accepted
      .filter((entry) => files.has(entry.file) && !known.has(keyOf(entry)))
      .map(
        ({ file, from, to }) =>
          `${file}: expected the accepted survivor ${from} → ${to}, received none. Take it off accepted.ts.`,
      ),
  ];
}
