/**
 * Pictures as plain data: made of a net by the library, drawn as text or as SVG. They hold no language but the labels
 * they are given, and survive JSON.
 */
export type Picture = Histogram | Tree | Grids | Trace | Panels;

/** Picks the words of the reader's language. */
export type Say = (en: string, zh: string) => string;

/** How many values fall between neighbouring edges. */
export interface Histogram {
  readonly kind: 'histogram';
  readonly title: string;
  /** Ascending; one more than `counts`. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  /** How many a theory expects in each place. */
  readonly expected?: readonly number[];
  /** Values worth a line, such as theoretical bounds. */
  readonly marks: readonly Mark[];
}
export interface Mark {
  readonly at: number;
  readonly label: string;
}

/** Modules and parameters, one row each, parents above their children. */
export interface Tree {
  readonly kind: 'tree';
  readonly title: string;
  readonly rows: readonly TreeRow[];
}
export interface TreeRow {
  readonly depth: number;
  readonly name: string;
  /** What stands behind the name: a type, or a shape and a count. */
  readonly note: string;
  /** The path at which the same thing was drawn before: it is not drawn again. */
  readonly tiedTo?: string;
  readonly marked?: boolean;
}

/** Matrices beside each other, with signs between them as in a formula. */
export interface Grids {
  readonly kind: 'grids';
  readonly title: string;
  readonly parts: readonly Grid[];
  /** One less than `parts`. */
  readonly signs: readonly string[];
}
export interface Grid {
  readonly label: string;
  readonly rows: readonly (readonly number[])[];
  /** Cells to set off, as [row, column]. */
  readonly marked?: readonly (readonly [number, number])[];
}

/** Numbers that change step by step. */
export interface Trace {
  readonly kind: 'trace';
  readonly title: string;
  /** What is counted from 0 along the axis. */
  readonly along: string;
  readonly series: readonly Series[];
}
export interface Series {
  readonly label: string;
  readonly values: readonly number[];
}

/** Several pictures, one below the other. */
export interface Panels {
  readonly kind: 'panels';
  readonly title: string;
  readonly pictures: readonly Picture[];
}
