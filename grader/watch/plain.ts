import { verdictText } from '../report/failure.ts';
import { read } from '../report/paper.ts';
import { shortName } from '../types.ts';
import { bodyOf, hintBlock, paperOf } from './body.ts';
import { listTitle } from './list.ts';
import { fitting, nextOf, noticeText } from './render.ts';
import { isDone, kataOf, type State } from './state.ts';
import { keys, plain, texts } from './texts.ts';

/**
 * What the linear mode says when one state follows another: only new lines, nothing is redrawn, and the last line is
 * the one next action. `before` is undefined at the start.
 */
export function tell(before: State | undefined, state: State, colours: boolean): readonly string[] {
  const paper = paperOf(state, colours);
  const lines: string[] = [];
  if (before === undefined) lines.push(read(plain.welcome, paper));
  const { notice } = state;
  if (notice !== undefined && notice !== before?.notice) lines.push(noticeText(notice, paper));
  if (began(before, state)) lines.push(read(plain.checking(shortName(state.current)), paper));
  lines.push(...news(before, state, colours));
  if (lines.length === 0 || (began(before, state) && lines.length === 1)) return lines;
  return [...lines, fitting(nextOf(state, paper, true).slice(0, 1), { ...paper, columns: 1000 })];
}

/** The kata at hand is judged from now on, because somebody saved it; two saves at once are told once. */
function began(before: State | undefined, state: State): boolean {
  const id = state.current;
  return before !== undefined && state.outdated.has(id) && !before.outdated.has(id);
}

/** What is to be read now and was not before. */
function news(before: State | undefined, state: State, colours: boolean): readonly string[] {
  const paper = paperOf(state, colours);
  const { view } = state;
  const graded = state.graded.get(state.current);
  const translated = before !== undefined && before.language !== state.language;
  const changed =
    translated ||
    before === undefined ||
    before.view !== view ||
    before.current !== state.current ||
    before.seeking !== state.seeking ||
    before.graded.get(state.current) !== graded;
  if (!changed) return state.hints > before.hints ? hintBlock(state, state.hints, paper) : [];
  if (view.view === 'list') return [listTitle(state, view, paper), ...bodyOf(state, paper).map(unmarked)];
  if (view.view === 'keys') return letters(state, colours);
  if (view.view !== 'kata') return bodyOf(state, paper);
  if (state.seeking || graded === undefined) return before === undefined ? [read(texts.seeking, paper)] : [];
  const kata = kataOf(state);
  const done = state.katas.filter(({ id }) => isDone(state, id)).length;
  return [
    '',
    `${shortName(kata.id)} ${read(kata.title, paper)}: ${verdictText(graded, paper)}`,
    read(plain.progress(done, state.katas.length), paper),
    '',
    ...bodyOf(state, paper),
    '',
  ];
}

function letters(state: State, colours: boolean): readonly string[] {
  const paper = paperOf(state, colours);
  return [...keys.map(([key, , text]) => `${key}  ${read(text, paper)}`), read(plain.letters, paper)];
}

/** There is no cursor to move. */
function unmarked(line: string): string {
  return line.replace(/^› /, '  ');
}
