import { GraderError } from '../errors.ts';
import { selectKatas } from '../select.ts';
import { openList } from './list.ts';
import type { Next, State } from './state.ts';

/**
 * A line of the linear mode: one letter of the key list, `/word`, `done` or `todo` for a list, or a kata's name. An
 * empty line closes what is open.
 */
export function reduceLine(state: State, line: string, command: (state: State, name: string) => Next): Next {
  const text = line.trim();
  const stay = (next: State): Next => ({ state: next, effects: [] });
  if (text === '') return command(state, 'escape');
  if ([...text].length === 1) return command(state, text.toLowerCase());
  const open = { ...state, view: { view: 'kata' as const }, scroll: 0 };
  if (text.startsWith('/')) return stay(openList(open, { search: text.slice(1) }));
  if (text === 'done') return stay(openList(open, { filter: 'done' }));
  if (text === 'todo') return stay(openList(open, { filter: 'pending' }));
  const letters: Readonly<Record<string, string>> = {
    hint: 'h',
    next: 'n',
    previous: 'p',
    list: 'l',
    open: 'o',
    readme: 'o',
    diff: 'd',
    reset: 'r',
    undo: 'u',
    all: 'a',
    help: '?',
    quit: 'q',
    exit: 'q',
  };
  const letter = letters[text.toLowerCase()];
  if (letter !== undefined) return command(open, letter);
  try {
    const [kata] = selectKatas(state.catalogue, [text], 'watch');
    return stay({
      ...open,
      current: kata!.id,
      seeking: false,
      hints: kata!.id === state.current ? state.hints : 0,
    });
  } catch (error) {
    if (error instanceof GraderError) return stay({ ...state, notice: { kind: 'no match' } });
    throw error;
  }
}
