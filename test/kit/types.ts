/** What kata tests, the runner and the grader say to each other. Everything in an outcome is plain data. */
export interface Text {
  readonly en: string;
  readonly zh: string;
}

/** A value as it is shown: numbers in a grid, a list of lines, the value's own text, or words in both languages. */
export type Cell =
  | { readonly kind: 'grid'; readonly shape: readonly number[]; readonly values: readonly number[] }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'words'; readonly words: Text }
  | { readonly kind: 'list'; readonly items: readonly string[] };

export interface Failure {
  /** Which idea is wrong. */
  readonly idea: Text;
  readonly inputs: readonly { readonly label: Text; readonly cell: Cell }[];
  readonly expected?: Cell;
  readonly received?: Cell;
  /** Where expected and received differ first: an index into the grid, or a line of the list. */
  readonly firstDifference?: readonly number[];
}

export type Status = 'passed' | 'failed' | 'not started' | 'out of time' | 'broken';

/** How the learner's own property did: out of how many right solutions it accepts, and wrong ones it catches. */
export interface Thoroughness {
  readonly accepts: readonly [number, number];
  readonly catches: readonly [number, number];
  readonly missed: readonly Text[];
}

export interface Outcome {
  readonly title: Text;
  readonly status: Status;
  readonly failure?: Failure;
  readonly seed?: number;
  readonly path?: string;
  readonly thoroughness?: Thoroughness;
}

/** A received value, fit to be compared: its form with # for each number, and the numbers apart; null varies. */
export interface Sight {
  readonly form: string;
  readonly numbers?: readonly (number | null)[];
}

/** A case that went wrong: the checks that did not hold by their place in the case, and whether an error ended it. */
export interface CaseTrace {
  readonly number: number;
  readonly sights: readonly (readonly [check: number, sight: Sight])[];
  readonly threw: boolean;
}

/**
 * How a submission differs from a right one in a test's cases, all checks of a case made whatever they say. A test
 * that could not be observed to its end says why, and nothing else.
 */
export type Trace = readonly CaseTrace[] | 'not started' | 'out of time';

/** The traces of a kata's tests by their English titles. */
export type Behaviour = Readonly<Record<string, Trace>>;

export interface RunOptions {
  /** Where the generators start; by default a number made from the title, so that everybody sees the same cases. */
  readonly seed?: number;
  /** Which generated case to run alone, as an earlier outcome named it. */
  readonly path?: string;
  /** How long one case may take, in milliseconds. */
  readonly budgetMs?: number;
  /** How many cases of a law to run at most. */
  readonly cases?: number;
}

/** A declared test: everything needed to run it, and nothing of it has run yet. */
export interface KataTest {
  readonly title: Text;
  readonly run: (options: Required<Pick<RunOptions, 'budgetMs'>> & RunOptions) => Outcome | Promise<Outcome>;
  /** Runs the same cases once more to see what the submission does; absent where the learner's property is tested. */
  readonly observe?: (budgetMs: number) => Trace;
}

/** Names the learner's file may not use, and why. */
export interface Forbidden {
  readonly names: readonly string[];
  readonly reason: Text;
}
