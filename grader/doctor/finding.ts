import type { Text } from '../types.ts';

/** What one look found. `bad` needs doing, `note` is good to know; both say what to do next. */
export type Finding = {
  readonly state: 'good' | 'note' | 'bad';
  readonly what: Text;
  readonly found: Text;
  readonly next?: Text;
};

export function good(what: Text, found: Text): Finding {
  return { state: 'good', what, found };
}

export function note(what: Text, found: Text, next: Text): Finding {
  return { state: 'note', what, found, next };
}

export function bad(what: Text, found: Text, next: Text): Finding {
  return { state: 'bad', what, found, next };
}

/** The same words in both languages, such as a version. */
export function both(text: string): Text {
  return { en: text, zh: text };
}
