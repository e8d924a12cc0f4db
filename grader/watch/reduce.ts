import { bodyHeight, bodyOf } from './body.ts';
import { reduceLine } from './lines.ts';
import { openList, reduceList } from './list.ts';
import {
  type Effect,
  type Event,
  isDone,
  type Key,
  kataOf,
  type Next,
  type Notice,
  nextUnsolved,
  type State,
} from './state.ts';

/** The whole behaviour of watch mode: what an event makes of a state, and what is then to be done. Pure. */
export function reduce(state: State, event: Event): Next {
  switch (event.type) {
    case 'key':
      return reduceKey({ ...state, notice: undefined }, event.key);
    case 'line':
      return reduceLine({ ...state, notice: undefined }, event.text, command);
    case 'saved':
      return saved(state, event.ids);
    case 'verdict':
      return verdict(state, event);
    case 'failed':
      return failed(state, event);
    case 'page':
      return stay(
        event.id === state.current && state.view.view === 'kata'
          ? { ...state, view: event.view, scroll: 0 }
          : state,
      );
    case 'notice':
      return stay({ ...state, notice: event.notice });
    case 'course':
      return course(state, event);
    case 'resize':
      return stay({ ...state, size: event.size });
  }
}

function stay(state: State, ...effects: readonly Effect[]): Next {
  return { state, effects };
}

function note(state: State, kind: Exclude<Notice['kind'], 'failed'>): Next {
  return stay({ ...state, notice: { kind } });
}

function reduceKey(state: State, key: Key): Next {
  if (key.name === 'ctrl+c') return stay(state, { type: 'quit' });
  if (key.name === 'ctrl+z') return stay(state, { type: 'stop' });
  if (state.view.view === 'list') return reduceList(state, state.view, key, open);
  const moved = scrolled(state, key);
  if (moved !== undefined) return stay({ ...state, scroll: moved });
  if (state.view.view !== 'kata' && ['q', 'escape', 'backspace', 'return'].includes(key.name))
    return close(state);
  return command(state, key.name);
}

/** One letter of the key line, from a key press or a line. */
function command(state: State, name: string): Next {
  const id = state.current;
  switch (name) {
    case 'h':
      return hint(close(state).state);
    case 'n':
      return step(state, 1);
    case 'p':
      return step(state, -1);
    case 'l':
      return stay(openList(state));
    case 'a':
      return runAll(state);
    case 'r':
      return stay(close(state).state, { type: 'reset', id });
    case 'u':
      return stay(close(state).state, { type: 'undo', id });
    case 'd':
      return stay(close(state).state, { type: 'diff', id });
    case 'o':
      return stay(close(state).state, { type: 'readme', id });
    case 't':
      return stay({ ...state, language: state.language === 'en' ? 'zh-CN' : 'en' });
    case '?':
      return stay({ ...state, view: { view: 'keys' }, scroll: 0 });
    case 'q':
      return stay(state, { type: 'quit' });
    case 'escape':
    case 'return':
      return close(state);
    default:
      return name.length === 1 ? note(state, 'unknown') : stay(state);
  }
}

function close(state: State): Next {
  return stay(state.view.view === 'kata' ? state : { ...state, view: { view: 'kata' }, scroll: 0 });
}

/** Where the body stands after a key that scrolls; undefined for any other key. */
function scrolled(state: State, { name }: Key): number | undefined {
  const page = Math.max(1, bodyHeight(state) - 1);
  const last = Math.max(0, bodyOf(state).length - bodyHeight(state));
  const steps: Readonly<Record<string, number>> = {
    up: -1,
    k: -1,
    down: 1,
    j: 1,
    pageup: -page,
    pagedown: page,
    space: page,
    home: Number.NEGATIVE_INFINITY,
    end: Number.POSITIVE_INFINITY,
  };
  const by = steps[name];
  return by === undefined ? undefined : Math.max(0, Math.min(last, Math.min(last, state.scroll) + by));
}

function hint(state: State): Next {
  if (state.hints === kataOf(state).hints.length) return note(state, 'no more hints');
  const next = { ...state, hints: state.hints + 1 };
  // What was asked for is what is looked at: the newest hint's end comes into sight.
  const last = Math.max(0, bodyOf(next).length - bodyHeight(next));
  return stay({ ...next, scroll: last });
}

/** After a pass `n` goes to what is left to solve; otherwise both keys go along the katas in order. */
function step(state: State, by: 1 | -1): Next {
  const open_ = by === 1 && isDone(state, state.current) ? nextUnsolved(state, state.current) : undefined;
  const at = state.katas.findIndex(({ id }) => id === state.current);
  const kata = open_ ?? state.katas[at + by];
  if (kata === undefined) return note(close(state).state, by === 1 ? 'last' : 'first');
  return open(state, kata.id);
}

function open(state: State, id: string): Next {
  const fresh = id === state.current ? {} : { hints: 0 };
  return stay({ ...state, ...fresh, current: id, seeking: false, view: { view: 'kata' }, scroll: 0 });
}

function runAll(state: State): Next {
  const ids = state.katas.map(({ id }) => id);
  const { state: next, effects } = startRuns(state, ids, false);
  return stay({ ...next, view: { view: 'all' }, scroll: 0 }, ...effects);
}

/** A new number for each kata's save: verdicts of runs that began before are late from here on. */
function startRuns(state: State, ids: readonly string[], urgent: boolean): Next {
  const saves = new Map(state.saves);
  for (const id of ids) saves.set(id, (saves.get(id) ?? 0) + 1);
  const effects = ids.map((id): Effect => ({ type: 'grade', id, save: saves.get(id)!, urgent }));
  const running = new Set([...state.running, ...ids]);
  const outdated = new Set([...state.outdated, ...ids]);
  return stay({ ...state, saves, running, outdated }, ...effects);
}

/** One saved kata comes to the screen; many at once (a checkout, an update) only are judged. */
function saved(state: State, ids: readonly string[]): Next {
  const known = ids.filter((id) => state.katas.some((kata) => kata.id === id));
  if (known.length === 0) return stay(state);
  const [first, ...more] = known;
  const quiet = { ...state, notice: outlived(state.notice) };
  const shown = more.length > 0 ? quiet : open(quiet, first!).state;
  return startRuns(shown, known, true);
}

/** A reset is a save too: the first one after it is its own and does not wipe its notice. */
function outlived(notice: Notice | undefined): Notice | undefined {
  const isSave = notice?.kind === 'reset' || notice?.kind === 'brought back' || notice?.kind === 'undone';
  return !isSave || notice.heard ? undefined : { kind: notice.kind, heard: true };
}

function verdict(state: State, { id, save, graded, final }: Extract<Event, { type: 'verdict' }>): Next {
  if (save !== (state.saves.get(id) ?? 0)) return stay(state);
  const running = final ? without(state.running, id) : state.running;
  const outdated = without(state.outdated, id);
  return stay(sought({ ...state, running, outdated, graded: new Map(state.graded).set(id, graded) }));
}

function failed(state: State, { id, save, text }: Extract<Event, { type: 'failed' }>): Next {
  if (save !== (state.saves.get(id) ?? 0)) return stay(state);
  return stay({
    ...state,
    running: without(state.running, id),
    seeking: false,
    notice: { kind: 'failed', text },
  });
}

function without(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return new Set([...ids].filter((each) => each !== id));
}

/** At the start the screen moves to the first kata that has not passed, as soon as that is known. */
function sought(state: State): State {
  if (!state.seeking) return state;
  const first = state.katas.find(({ id }) => !isDone(state, id));
  if (first === undefined) return { ...state, seeking: false };
  return { ...state, current: first.id, seeking: !state.graded.has(first.id) };
}

/** Tests, texts or the library changed on disk: everything is judged anew, what is on the screen first. */
function course(state: State, { catalogue }: Extract<Event, { type: 'course' }>): Next {
  const katas = catalogue.groups.flatMap((group) => group.katas);
  const ids = katas.map(({ id }) => id);
  const current = ids.includes(state.current) ? state.current : ids[0]!;
  const next = { ...state, catalogue, katas, current };
  const first = startRuns(next, [current], true);
  const rest = startRuns(
    first.state,
    ids.filter((id) => id !== current),
    false,
  );
  return stay(rest.state, ...first.effects, ...rest.effects);
}
