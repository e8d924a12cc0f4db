import type { Forbidden, Outcome, Text } from './types.ts';

/** What the parent tells a child, once. The nonce proves that a message comes from the harness, not the submission. */
export type Request = {
  readonly nonce: string;
  readonly budgetMs: number;
  readonly seed?: number;
  readonly path?: string;
  /** English title of the only property to run, for a replay. */
  readonly only?: string;
};

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
  /** Nothing is left to do and the work is not done: a promise never settles. */
  | { readonly type: 'stuck' }
  | { readonly type: 'changed'; readonly name: string }
  | { readonly type: 'collected'; readonly katas: readonly CollectedKata[] }
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
