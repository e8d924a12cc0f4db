import { expect, it } from 'vitest';

/** One code cell of the book, run here: what the book prints, and a program that prints it. */
export interface Twin {
  /** Tab and slot: M03 is the third cell of the MXNet tab. */
  readonly id: string;
  readonly idea: string;
  /** The output in the book, whose white space is damaged. */
  readonly book: string;
  /** Whether the numbers are random: then only their places are compared. */
  readonly random?: boolean;
  /** Where the book slips, what it should have said. */
  readonly note?: string;
  readonly run: (print: (...values: unknown[]) => void) => void;
}

const number = /-?\b\d+\.\d*(?:e[-+]\d+)?/g;

/** White space folded, brackets closed up, empty lines dropped; random numbers become #. */
export function normalise(text: string, random = false): string {
  // NumPy pads numbers to one width: the padding is as random as the numbers.
  const masked = random ? text.replace(number, '#').replace(/# +,/g, '#,') : text;
  return masked
    .split('\n')
    .map((line) =>
      line
        .replace(/\s+/g, ' ')
        .replace(/([[(]) /g, '$1')
        .replace(/ ([\])])/g, '$1')
        .trim(),
    )
    .filter((line) => line !== '')
    .join('\n');
}

/** Runs a twin and gives what it prints, one line per call, values joined by blanks as Python does. */
export function printed(twin: Twin): string {
  const lines: string[] = [];
  twin.run((...values) => {
    lines.push(values.map(String).join(' '));
  });
  return lines.join('\n');
}

export function expectTwins(twins: readonly Twin[], count: number): void {
  it(`there are ${count}`, () => {
    expect(new Set(twins.map(({ id }) => id)).size).toBe(count);
  });
  it.each(twins.map((twin) => [twin.id, twin.idea, twin] as const))('%s %s', (_id, _idea, twin) => {
    expect(normalise(printed(twin), twin.random)).toBe(normalise(twin.book, twin.random));
  });
}
