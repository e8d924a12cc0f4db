import { reportOf } from '../grade.ts';
import { fileToFix, readmeName, verdictText } from '../report/failure.ts';
import { cut, ends, type Paper, read, width } from '../report/paper.ts';
import { totalText } from '../report/text.ts';
import { type Kata, shortName, type Text } from '../types.ts';
import { bodyHeight, bodyOf, columnsOf, paperOf } from './body.ts';
import { cursorLine, listTitle } from './list.ts';
import { isDone, kataOf, listed, type Notice, nextUnsolved, type State, verdictOf } from './state.ts';
import { keys, listKeys, next, notices, pageKeys, searchKeys, texts } from './texts.ts';

/** The frame of a state: no line is wider than the screen, and the last one is the one next action. Pure. */
export function render(state: State, colours: boolean): readonly string[] {
  const columns = columnsOf(state);
  const paper = { ...paperOf(state, colours), columns };
  const window = windowOf(state, paperOf(state, colours));
  const body = [...window.lines, ...Array(Math.max(0, bodyHeight(state) - window.lines.length)).fill('')];
  const frame: readonly (readonly [number, string])[] = [
    [2, progressLine(state, paper)],
    [1, headLine(state, paper)],
    [6, cut(titleOf(state, paper), columns)],
    ...body.map((line): readonly [number, string] => [4, line]),
    [3, noticeLine(state, window, paper)],
    [5, keyLine(state, paper)],
    [0, paper.bold(fitting(nextOf(state, paper), paper))],
  ];
  // A very low window loses what matters least; verdict and next action stay.
  const kept = new Set([...frame].sort(([a], [b]) => a - b).slice(0, Math.max(2, state.size.rows)));
  return frame.filter((line) => kept.has(line)).map(([, line]) => line);
}

type Window = { readonly lines: readonly string[]; readonly above: number; readonly below: number };

/** The part of the body in sight; a list keeps its cursor there. */
function windowOf(state: State, paper: Paper): Window {
  const all = bodyOf(state, paper);
  const height = bodyHeight(state);
  const { view } = state;
  const wanted = view.view === 'list' ? cursorLine(state, view) - Math.floor(height / 2) : state.scroll;
  const above = Math.max(0, Math.min(wanted, all.length - height));
  const lines = all.slice(above, above + height);
  return { lines, above, below: all.length - above - lines.length };
}

const BAR = 20;

/** `Parameter Katas  ████░░░░ 8/30 … watching` */
function progressLine(state: State, paper: Paper): string {
  const done = state.katas.filter(({ id }) => isDone(state, id)).length;
  const all = state.katas.length;
  // Something done shows, and only everything fills the bar.
  const full = done === 0 ? 0 : Math.max(1, Math.floor((BAR * done) / all));
  const bar = `${paper.good('█'.repeat(full))}${paper.dim('░'.repeat(BAR - full))}`;
  const busy = state.running.size > 0;
  const status = paper.dim(read(busy ? texts.checking : texts.watching, paper));
  const name = cut(read(texts.title, paper), Math.max(1, paper.columns - BAR - 22));
  const line = ends(`${paper.bold(name)}  ${bar} ${done}/${all}`, status, paper.columns);
  return width(line) <= paper.columns ? line : cut(`${done}/${all}`, paper.columns);
}

/** The kata with its stars at one end, its verdict at the other; a narrow screen cuts the title, not the verdict. */
function headLine(state: State, paper: Paper): string {
  const kata = kataOf(state);
  if (state.seeking) return '';
  const name = `${shortName(kata.id)} ${read(kata.title, paper)}`;
  const stars = '★'.repeat(kata.stars);
  const graded = state.graded.get(kata.id);
  const besides = width(stars) + 3;
  const verdict =
    graded === undefined ? '' : verdictText(graded, paper, paper.columns - width(name) - besides);
  const room = paper.columns - width(verdict) - besides;
  const shown = room < 8 ? '' : `${paper.bold(cut(name, room))} ${stars}`;
  const line = ends(shown, verdictColour(state, paper)(cut(verdict, paper.columns - 2)), paper.columns);
  return line.trimEnd();
}

/** The verdict on an older text is only remembered: it is grey until the one on the newest comes. */
function verdictColour(state: State, paper: Paper): (text: string) => string {
  const name = verdictOf(state, state.current);
  if (name === undefined || name === 'not started' || state.outdated.has(state.current)) return paper.dim;
  return name === 'passed' ? paper.good : paper.bad;
}

function titleOf(state: State, paper: Paper): string {
  const { view } = state;
  if (view.view === 'list') return listTitle(state, view, paper);
  if (view.view === 'readme') return paper.dim(view.path);
  if (view.view === 'all') return ends(read(texts.allHead, paper), totalOf(state, paper), paper.columns);
  return view.view === 'keys' ? read(texts.keysHead, paper) : '';
}

function totalOf(state: State, paper: Paper): string {
  const graded = state.katas.flatMap(({ id }) => state.graded.get(id) ?? []);
  return totalText(reportOf(state.catalogue, graded), paper);
}

/** What just happened; without news, how much of the body is out of sight. */
function noticeLine({ notice }: State, { above, below }: Window, paper: Paper): string {
  if (notice !== undefined) {
    return cut(noticeText(notice, paper), paper.columns);
  }
  return paper.dim(cut(read(texts.scroll(above, below), paper), paper.columns));
}

export function noticeText(notice: Notice, paper: Paper): string {
  const text = notice.kind === 'failed' ? notice.text : notices[notice.kind];
  return read(text, paper).replaceAll('\n', ' ');
}

/** As many keys as there is room for; `?` and `q` always. */
function keyLine(state: State, paper: Paper): string {
  const { view } = state;
  if (view.view === 'list')
    return paper.dim(cut(read(view.typing ? searchKeys : listKeys, paper), paper.columns));
  if (view.view !== 'kata') return paper.dim(cut(read(pageKeys, paper), paper.columns));
  const words = keys.map(([key, word]) => [key, read(word, paper)] as const);
  const cells = (some: typeof words): number => width(some.map((pair) => pair.join(' ')).join('  '));
  const last = words.slice(-2);
  let shown = words.slice(0, -2);
  while (shown.length > 0 && cells([...shown, ...last]) > paper.columns) shown = shown.slice(0, -1);
  const line = [...shown, ...last].map(([key, word]) => `${paper.bold(key)} ${paper.dim(word)}`).join('  ');
  return width(line) <= paper.columns ? line : '';
}

/** The first text that fits; the last is cut if none does. */
export function fitting(choices: readonly Text[], paper: Paper): string {
  const all = choices.map((choice) => read(choice, paper));
  return all.find((text) => width(text) <= paper.columns) ?? cut(all.at(-1)!, paper.columns);
}

/** The one thing to do next, longest wording first. */
export function nextOf(state: State, paper: Paper, linear = false): readonly Text[] {
  const { view } = state;
  if (view.view === 'list') {
    if (linear) return next.name;
    if (view.typing) return next.type;
    return listed(state, view).length > 0 ? next.choose : view.search === '' ? next.filter : next.clear;
  }
  if (view.view !== 'kata') return linear ? next.enter : next.back;
  const kata = kataOf(state);
  const graded = state.graded.get(kata.id);
  if (state.seeking || graded === undefined) return next.wait;
  const folder = `katas/${kata.id}`;
  if (graded.verdict.name === 'not started') {
    return next.start(`${folder}/${readmeName(paper)}`, 'kata.ts');
  }
  if (graded.verdict.name === 'passed') return afterPass(nextUnsolved(state, kata.id));
  if (graded.verdict.problems[0]?.kind === 'missing file') return next.restore;
  const file = fileToFix(graded);
  return next.fix(`${folder}/${file}`, file);
}

function afterPass(kata: Kata | undefined): readonly Text[] {
  return kata === undefined ? next.done : next.kata(shortName(kata.id), kata.title, kata.minutes);
}
