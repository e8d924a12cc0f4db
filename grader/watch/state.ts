import type { Catalogue, GradedKata, Kata, Language, Text, VerdictName } from '../types.ts';

export const filters = ['all', 'pending', 'done'] as const;
export type Filter = (typeof filters)[number];

/** The full-screen list: which kata the cursor is on, what is shown, and whether a search is being typed. */
export type Listing = {
  readonly view: 'list';
  readonly at: string;
  readonly filter: Filter;
  readonly search: string;
  readonly typing: boolean;
};

/** What fills the screen. A page's text is read when it is opened. */
export type View =
  | { readonly view: 'kata' }
  | Listing
  | { readonly view: 'readme'; readonly text: string; readonly path: string }
  | { readonly view: 'diff'; readonly changes: readonly FileChange[] }
  | { readonly view: 'all' }
  | { readonly view: 'keys' };

/** One file as it was when it last passed (or was handed out), and as it is. */
export type FileChange = {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly since: 'green' | 'stub';
};

/** One line above the keys about the last thing that happened. */
export type Notice =
  | { readonly kind: 'reset' | 'brought back' | 'undone'; readonly heard?: true }
  | { readonly kind: 'nothing to reset' | 'nothing to undo' | 'no more hints' }
  | { readonly kind: 'polling' | 'first' | 'last' | 'no match' | 'unknown' }
  | { readonly kind: 'failed'; readonly text: Text };

export type Size = { readonly columns: number; readonly rows: number };

/** Everything the screen shows. Verdicts are the only thing kept of a run, and only those of the newest save. */
export type State = {
  readonly catalogue: Catalogue;
  readonly katas: readonly Kata[];
  /** Id of the kata on the screen. */
  readonly current: string;
  /** True until the first unsolved kata is found, or the person chooses one. */
  readonly seeking: boolean;
  readonly graded: ReadonlyMap<string, GradedKata>;
  /** Number of the newest save of each kata; a verdict of an older one comes too late. */
  readonly saves: ReadonlyMap<string, number>;
  /** Katas being judged. */
  readonly running: ReadonlySet<string>;
  /** Katas whose verdict is that of an older save. */
  readonly outdated: ReadonlySet<string>;
  /** How many hints of the current kata are open. */
  readonly hints: number;
  readonly view: View;
  readonly scroll: number;
  readonly notice: Notice | undefined;
  readonly language: Language;
  readonly size: Size;
};

/** A key as a person means it; `text` is what it types. */
export type Key = { readonly name: string; readonly text: string };

export type Event =
  | { readonly type: 'key'; readonly key: Key }
  /** A line typed in the linear mode, such as `h` or `list gauss`. */
  | { readonly type: 'line'; readonly text: string }
  | { readonly type: 'saved'; readonly ids: readonly string[] }
  /** `final` is false while the types are still being checked. */
  | {
      readonly type: 'verdict';
      readonly id: string;
      readonly save: number;
      readonly graded: GradedKata;
      readonly final: boolean;
    }
  | { readonly type: 'failed'; readonly id: string; readonly save: number; readonly text: Text }
  | { readonly type: 'page'; readonly id: string; readonly view: View }
  | { readonly type: 'notice'; readonly notice: Notice }
  | { readonly type: 'course'; readonly catalogue: Catalogue }
  | { readonly type: 'resize'; readonly size: Size };

/** What the session is asked to do. Its answers come back as events. */
export type Effect =
  | { readonly type: 'grade'; readonly id: string; readonly save: number; readonly urgent: boolean }
  | { readonly type: 'reset' | 'undo' | 'readme' | 'diff'; readonly id: string }
  | { readonly type: 'stop' }
  | { readonly type: 'quit' };

export type Next = { readonly state: State; readonly effects: readonly Effect[] };

/** Nothing is known yet: every kata is to be judged, in order. */
export function begin(catalogue: Catalogue, language: Language, size: Size): Next {
  const katas = catalogue.groups.flatMap((group) => group.katas);
  const ids = katas.map(({ id }) => id);
  const state: State = {
    catalogue,
    katas,
    current: ids[0]!,
    seeking: true,
    graded: new Map(),
    saves: new Map(),
    running: new Set(ids),
    outdated: new Set(),
    hints: 0,
    view: { view: 'kata' },
    scroll: 0,
    notice: undefined,
    language,
    size,
  };
  return { state, effects: ids.map((id) => ({ type: 'grade', id, save: 0, urgent: false })) };
}

export function kataOf(state: State, id: string = state.current): Kata {
  return state.katas.find((kata) => kata.id === id) ?? state.katas[0]!;
}

export function verdictOf(state: State, id: string): VerdictName | undefined {
  return state.graded.get(id)?.verdict.name;
}

export function isDone(state: State, id: string): boolean {
  return verdictOf(state, id) === 'passed';
}

/** The first kata after `id` that has not passed, going round; undefined when all have. */
export function nextUnsolved(state: State, id: string): Kata | undefined {
  const at = state.katas.findIndex((kata) => kata.id === id);
  const round = [...state.katas.slice(at + 1), ...state.katas.slice(0, at + 1)];
  return round.find((kata) => !isDone(state, kata.id));
}

/** The katas a list shows, in order. */
export function listed(
  state: State,
  { filter, search }: Pick<Listing, 'filter' | 'search'>,
): readonly Kata[] {
  const wanted = search.trim().toLowerCase();
  return state.katas.filter((kata) => {
    const done = isDone(state, kata.id);
    if (filter !== 'all' && done !== (filter === 'done')) return false;
    return `${kata.id} ${kata.title.en} ${kata.title.zh}`.toLowerCase().includes(wanted);
  });
}
