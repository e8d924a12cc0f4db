import { stripVTControlCharacters } from 'node:util';
import { reportOf } from '../grade.ts';
import { hunkLines } from '../report/diff.ts';
import { kataParts, readmeName } from '../report/failure.ts';
import { type Paper, paperFor, read, width } from '../report/paper.ts';
import { scorecardLines } from '../report/text.ts';
import { wrap } from '../report/wrap.ts';
import { shortName, type Text } from '../types.ts';
import { listLines } from './list.ts';
import { readmeLines } from './markdown.ts';
import { type FileChange, isDone, kataOf, type State } from './state.ts';
import { keys, scrollKeys, texts } from './texts.ts';

/** Lines of the frame that are not the body: progress, head, rule, notice, keys, next action. */
const FRAME_LINES = 6;

/** Rows left for the body; a very low window still shows one. */
export function bodyHeight({ size }: Pick<State, 'size'>): number {
  return Math.max(1, size.rows - FRAME_LINES);
}

/** A wide window is not filled: lines of more than a hundred letters are hard to read. */
export function columnsOf({ size }: Pick<State, 'size'>): number {
  return Math.min(size.columns, 100);
}

export function paperOf({ language, size }: Pick<State, 'language' | 'size'>, colours = false): Paper {
  return paperFor(language, size.columns, colours);
}

/** What fills the space between head and keys, every line within the width. Longer than the space: it scrolls. */
export function bodyOf(state: State, paper: Paper = paperOf(state)): readonly string[] {
  const { view } = state;
  const lines = (): readonly string[] => {
    if (view.view === 'list') return listLines(state, view, paper);
    if (view.view === 'readme') return readmeLines(view.text, paper);
    if (view.view === 'diff') return diffLines(view.changes, paper);
    if (view.view === 'all') return allLines(state, paper);
    if (view.view === 'keys') return keyLines(paper);
    return kataLines(state, paper);
  };
  return wrapped(lines(), columnsOf(state));
}

/** Blanks and a mark at the start of a line: what follows on further lines stands below the text, not the mark. */
const MARK = /^\s*(?:(?:[·✓✗•]|\d+\.)\s+|[+-]\s*)?/;

/** Nothing is lost and nothing is wider than the screen. */
export function wrapped(lines: readonly string[], columns: number): string[] {
  return lines.flatMap((line) => {
    if (width(line) <= columns) return [line.trimEnd()];
    const [mark = ''] = MARK.exec(stripVTControlCharacters(line)) ?? [];
    return wrap(line, columns, Math.min(width(mark), columns >> 1));
  });
}

function kataLines(state: State, paper: Paper): readonly string[] {
  const kata = kataOf(state);
  const graded = state.graded.get(kata.id);
  const folder = `katas/${kata.id}`;
  if (state.seeking || graded === undefined) return [read(texts.seeking, paper)];
  const { body, replay } = kataParts(graded, paper);
  const passed = graded.verdict.name === 'passed';
  const files = kata.files.map((file) => `${folder}/${file}`).join(' · ');
  const after = passed
    ? [
        paper.good(read(texts.passed, paper)),
        read(texts.look(`npm start -- picture ${shortName(kata.id)}`), paper),
        read(texts.compare(`npm start -- solution ${shortName(kata.id)}`), paper),
      ]
    : [];
  const place =
    graded.verdict.name === 'not started'
      ? [`${read(texts.read, paper)}  ${folder}/${readmeName(paper)}`, `${read(texts.file, paper)}  ${files}`]
      : [];
  const blocks = [
    place,
    ...body,
    after,
    hintLines(state, paper),
    replay === '' ? [] : replayLines(replay, paper),
  ];
  return blocks.filter((lines) => lines.length > 0).flatMap((lines, i) => (i === 0 ? lines : ['', ...lines]));
}

/** A command that has no room beside its label stands below it, where it can be copied whole. */
function replayLines(command: string, paper: Paper): readonly string[] {
  const line = paper.messages.replay(command);
  return width(line) <= paper.columns ? [line] : [paper.messages.replay('').trimEnd(), `  ${command}`];
}

/** The hints asked for, each on lines of its own, and how to get the next. */
function hintLines(state: State, paper: Paper): string[] {
  const open = Array.from({ length: state.hints }, (_, i) => [...hintBlock(state, i + 1, paper), '']).flat();
  const left = kataOf(state).hints.length - state.hints;
  if (left === 0) return open.slice(0, -1);
  return [...open, paper.dim(read(texts.hints(left, isDone(state, state.current)), paper))];
}

/** One hint, drawn as the README draws it; code begins on a line of its own. */
export function hintBlock(state: State, level: number, paper: Paper): readonly string[] {
  const hint = kataOf(state).hints[level - 1]!;
  const text = paper.language === 'zh-CN' ? hint.zh : hint.en;
  return readmeLines(paper.messages.hint(level, text.startsWith('```') ? `\n${text}` : text), paper);
}

/** The scorecard of what is judged so far. */
function allLines(state: State, paper: Paper): readonly string[] {
  const graded = state.katas.flatMap(({ id }) => state.graded.get(id) ?? []);
  if (graded.length === 0) return [read(texts.checking, paper)];
  return scorecardLines(reportOf(state.catalogue, graded), paper);
}

function diffLines(changes: readonly FileChange[], paper: Paper): readonly string[] {
  const parts = changes.map(({ file, before, after, since }) => {
    const lines = hunkLines(before, after, paper);
    const head = `${paper.bold(file)} ${read(since === 'green' ? texts.sinceGreen : texts.sinceStub, paper)}`;
    return lines.length === 0 ? [head, read(texts.noDiff, paper)] : [head, ...lines];
  });
  return parts.flatMap((lines, i) => (i === 0 ? lines : ['', ...lines]));
}

/** Where the words begin in the list of keys. */
const KEY_CELLS = 13;

function keyLines(paper: Paper): readonly string[] {
  const rows = [...keys.map(([key, , text]) => [key, text] as const), ...scrollKeys];
  const line = ([key, text]: readonly [string, Text]): string[] =>
    wrap(`  ${paper.bold(key.padEnd(10))} ${read(text, paper)}`, paper.columns, KEY_CELLS);
  return ['', ...rows.flatMap(line)];
}
