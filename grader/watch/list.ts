import { clean, cut, type Paper, padEnd, read, width } from '../report/paper.ts';
import { type Kata, shortName } from '../types.ts';
import { filters, type Key, type Listing, listed, type Next, type State, verdictOf } from './state.ts';
import { texts } from './texts.ts';

/** Cursor, mark, stars and verdict beside the name. */
const OTHER_CELLS = 24;

/** The list with the cursor on the kata at hand. */
export function openList(state: State, change: Partial<Listing> = {}): State {
  const view: Listing = {
    view: 'list',
    at: state.current,
    filter: 'all',
    search: '',
    typing: false,
    ...change,
  };
  return { ...state, view: { ...view, at: present(state, view) }, scroll: 0 };
}

/** Keys while the list is open; while a search is typed, letters are letters. */
export function reduceList(
  state: State,
  view: Listing,
  key: Key,
  open: (state: State, id: string) => Next,
): Next {
  const to = (change: Partial<Listing>): Next => {
    const next = { ...view, ...change };
    return { state: { ...state, view: { ...next, at: present(state, next) } }, effects: [] };
  };
  const step = stepOf(key, view.typing);
  if (step !== undefined) return to({ at: neighbour(state, view, step) });
  if (view.typing) return to(typed(view, key));
  switch (key.name) {
    case '/':
      return to({ typing: true });
    case 'f':
      return to({ filter: filters[(filters.indexOf(view.filter) + 1) % filters.length]! });
    case 't':
      return { state: { ...state, language: state.language === 'en' ? 'zh-CN' : 'en' }, effects: [] };
    case 'return':
      return listed(state, view).length === 0 ? to({}) : open(state, view.at);
    case 'escape':
      if (view.search !== '') return to({ search: '' });
      return { state: { ...state, view: { view: 'kata' }, scroll: 0 }, effects: [] };
    case 'l':
    case 'q':
      return { state: { ...state, view: { view: 'kata' }, scroll: 0 }, effects: [] };
    default:
      return to({});
  }
}

function typed({ search }: Listing, key: Key): Partial<Listing> {
  if (key.name === 'return') return { typing: false };
  if (key.name === 'escape') return { typing: false, search: '' };
  if (key.name === 'backspace') return { search: [...search].slice(0, -1).join('') };
  return key.text === '' ? {} : { search: `${search}${key.text}`.slice(0, 30) };
}

function stepOf({ name }: Key, typing: boolean): number | undefined {
  const steps: Readonly<Record<string, number>> = { up: -1, down: 1, pageup: -8, pagedown: 8 };
  const letters: Readonly<Record<string, number>> = { k: -1, j: 1 };
  const ends: Readonly<Record<string, number>> = { home: -1e6, end: 1e6 };
  return steps[name] ?? ends[name] ?? (typing ? undefined : letters[name]);
}

function neighbour(state: State, view: Listing, step: number): string {
  const katas = listed(state, view);
  const at = katas.findIndex(({ id }) => id === view.at);
  const to = Math.max(0, Math.min(katas.length - 1, at + step));
  return katas[to]?.id ?? view.at;
}

/** The cursor stays where it is while that is shown, else it goes to the first that is. */
function present(state: State, view: Listing): string {
  const katas = listed(state, view);
  return katas.some(({ id }) => id === view.at) ? view.at : (katas[0]?.id ?? view.at);
}

/** How many katas the list shows of how many, and why. */
export function listTitle(state: State, view: Listing, paper: Paper): string {
  const shown = read(texts.listHead(listed(state, view).length, state.katas.length), paper);
  const filter = read(texts.showing(texts.filter[view.filter]), paper);
  const search = view.typing || view.search !== '' ? [read(texts.search(clean(view.search)), paper)] : [];
  return `${[shown, filter, ...search].join(' · ')}${view.typing ? '▏' : ''}`;
}

/** One line per kata, with the cursor on one. */
export function listLines(state: State, view: Listing, paper: Paper): readonly string[] {
  const katas = listed(state, view);
  if (katas.length === 0) return [read(texts.noneListed, paper)];
  return katas.map((kata) => lineOf(state, kata, view.at, paper));
}

/** Where in `listLines` the cursor is. */
export function cursorLine(state: State, view: Listing): number {
  return Math.max(
    0,
    listed(state, view).findIndex(({ id }) => id === view.at),
  );
}

function lineOf(state: State, kata: Kata, at: string, paper: Paper): string {
  const chosen = kata.id === at;
  const verdict = verdictOf(state, kata.id);
  const word = verdict === undefined || state.running.has(kata.id) ? '…' : paper.messages.verdict[verdict];
  const longest = Math.max(...state.katas.map((each) => width(nameOf(each, paper))));
  const wide = Math.min(longest, paper.columns - OTHER_CELLS);
  const name = padEnd(cut(nameOf(kata, paper), wide), wide);
  const stars = padEnd('★'.repeat(kata.stars), 5);
  return `${chosen ? '›' : ' '} ${markOf(verdict, paper)} ${chosen ? paper.bold(name) : name} ${stars} ${word}`;
}

function nameOf(kata: Kata, paper: Paper): string {
  return `${shortName(kata.id)} ${read(kata.title, paper)}`;
}

function markOf(verdict: ReturnType<typeof verdictOf>, paper: Paper): string {
  if (verdict === 'passed') return paper.good('✓');
  return verdict === undefined || verdict === 'not started' ? paper.dim('·') : paper.bad('✗');
}
