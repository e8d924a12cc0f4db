import type { Behaviour, Forbidden, Language, Outcome, Text } from './types.ts';

/** A kata's test (and a boss's candidates) as one script, with what it imports of each of the submission's files. */
export type KataScript = {
  readonly id: string;
  readonly code: string;
  readonly wanted: { readonly [file: string]: readonly string[] };
};

/** One file of a submission as JavaScript. */
export type Compiled = { readonly file: string; readonly code: string };

/** A kata to judge, with a submission. */
export type Grading = {
  readonly kata: KataScript;
  readonly files: readonly Compiled[];
  readonly seed?: number;
  readonly path?: string;
  /** English title of the only property to run, for a replay. */
  readonly only?: string;
};

/** Katas whose tests are to be listed. */
export type Collecting = { readonly katas: readonly KataScript[] };

/** A kata whose answers are to be watched, each a `kata.ts` of the course as JavaScript. */
export type Learning = { readonly kata: KataScript; readonly answers: readonly Compiled[] };

/** A solved kata whose picture the submission's own code is to draw. */
export type Drawing = {
  readonly drawing: KataScript;
  readonly files: readonly Compiled[];
  readonly language: Language;
};

export type Task = Grading | Collecting | Learning | Drawing;

/** What the parent tells a child, once. The nonce proves that a message comes from the harness, not the submission. */
export type Request<Asked = Task> = Asked & { readonly nonce: string; readonly budgetMs: number };

export type CollectedKata = {
  readonly id: string;
  readonly titles: readonly Text[];
  readonly forbidden: readonly Forbidden[];
  readonly error?: string;
};

/** What a child tells its parent, each as one string: the nonce, a line break, JSON. */
export type Message =
  | { readonly type: 'ready' }
  | { readonly type: 'loaded' }
  | { readonly type: 'failed'; readonly message: string; readonly stack: string }
  | { readonly type: 'testing'; readonly title: Text }
  | { readonly type: 'outcome'; readonly outcome: Outcome }
  | { readonly type: 'printed'; readonly text: string }
  /** Every test has its outcome; what follows can change no verdict. */
  | { readonly type: 'judged' }
  | { readonly type: 'behaviours'; readonly behaviours: readonly Behaviour[] }
  /** Nothing is left to do and the work is not done: a promise never settles. */
  | { readonly type: 'stuck' }
  | { readonly type: 'collected'; readonly katas: readonly CollectedKata[] }
  /** Data from code of the submission: to be checked before it is believed. */
  | { readonly type: 'drawn'; readonly picture: unknown }
  | { readonly type: 'done' };

/** The message in a string from a child; undefined when it does not bear the nonce. */
export function readMessage(raw: unknown, nonce: string): Message | undefined {
  if (typeof raw !== 'string' || !raw.startsWith(`${nonce}\n`)) return undefined;
  try {
    return JSON.parse(raw.slice(nonce.length + 1)) as Message;
  } catch {
    return undefined;
  }
}
