import { tally } from '../../test/kit/tally.ts';
import { tellProblem } from '../messages.ts';
import { type Failure, type GradedKata, type PropertyResult, shortName, stops } from '../types.ts';
import { drawCell, drawPair, shapeText, tellDifference } from './cell.ts';
import { clean, ends, type Paper, read, width } from './paper.ts';

const PRINTED_LINES = 8;

/**
 * The screen of one judged kata, in a fixed order: kata and stars, the property, the counterexample, what it looks
 * like, the hint asked for, the replay command, one next action on the last line.
 */
export function kataScreen(graded: GradedKata, paper: Paper, hintLevel: number): string {
  const { head, body, replay } = kataParts(graded, paper);
  const parts = [
    [head],
    ...body,
    isQuiet(graded) ? [] : hint(graded, paper, hintLevel),
    replay === '' ? [] : [paper.messages.replay(replay)],
    [paper.bold(nextAction(graded, paper))],
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** What a screen says of a kata apart from hints and next action; `replay` is '' where nothing can be replayed. */
export function kataParts(
  graded: GradedKata,
  paper: Paper,
): { readonly head: string; readonly body: readonly (readonly string[])[]; readonly replay: string } {
  const { kata, verdict } = graded;
  const stopped = isQuiet(graded) || verdict.problems.some(stops);
  const failed = stopped ? undefined : worst(verdict.properties);
  const problems = verdict.problems.map((each) => [
    paper.bad(`katas/${kata.id}/${clean(tellProblem(each, paper.messages))}`),
  ]);
  const body = [
    ...problems,
    ...(failed ? counterexample(failed, paper) : []),
    isQuiet(graded) ? titles(graded, paper) : [],
    looksLike(graded, paper),
    printed(graded.printed, paper),
  ].filter((lines) => lines.length > 0);
  return { head: header(graded, paper), body, replay: failed ? replayCommand(graded, failed) : '' };
}

/** Passed or not started: there is nothing wrong to show. */
function isQuiet({ verdict }: GradedKata): boolean {
  return verdict.name === 'passed' || verdict.name === 'not started';
}

/** The property to show: the first that fails or hangs, then one not reached, then one not started. */
export function worst(properties: readonly PropertyResult[]): PropertyResult | undefined {
  const order = [['failed', 'broken', 'out of time'], ['no result'], ['not started']];
  for (const statuses of order) {
    const found = properties.find(({ status }) => statuses.includes(status));
    if (found) return found;
  }
  return undefined;
}

/** One line on how far a kata got: `wrong · 3 of 5 properties`, or where that has no room `wrong · 3/5`. */
export function verdictText({ verdict }: GradedKata, paper: Paper, room = Number.POSITIVE_INFINITY): string {
  const { messages } = paper;
  const name = messages.verdict[verdict.name];
  const all = verdict.properties.length;
  const passed = verdict.properties.filter(({ status }) => status === 'passed').length;
  const partial =
    verdict.name === 'wrong' || verdict.name === 'out of time' || (verdict.name === 'broken' && passed > 0);
  if (!partial) return name;
  const long = `${name} · ${messages.someProperties(passed, all)}`;
  return width(long) <= room ? long : `${name} · ${passed}/${all}`;
}

export function nextAction({ kata, verdict }: GradedKata, paper: Paper): string {
  const { messages } = paper;
  const command = `npm start -- grade ${shortName(kata.id)}`;
  if (verdict.name === 'passed') return messages.nextKata('npm start');
  if (verdict.name === 'not started')
    return messages.nextStart(`katas/${kata.id}/${readmeName(paper)}`, command);
  if (verdict.problems[0]?.kind === 'missing file')
    return messages.nextSee(`npm start -- reset ${shortName(kata.id)}`);
  return messages.nextFix(`katas/${kata.id}/${fileToFix({ kata, verdict })}`, command);
}

/** A boss's last two tests judge the learner's own property. */
const OWN_TESTS = 2;

/** The learner's file to look at next: where the first problem is, else the one the failure shown is about. */
export function fileToFix({ kata, verdict }: Pick<GradedKata, 'kata' | 'verdict'>): string {
  const [problem] = verdict.problems;
  if (problem !== undefined) return 'file' in problem ? problem.file : 'kata.ts';
  const failed = worst(verdict.properties)?.number ?? 0;
  const own = failed > verdict.properties.length - OWN_TESTS;
  return own && kata.files.includes('property.ts') ? 'property.ts' : 'kata.ts';
}

export function readmeName(paper: Paper): string {
  return paper.language === 'zh-CN' ? 'README.zh-CN.md' : 'README.md';
}

function header(graded: GradedKata, paper: Paper): string {
  const { kata, verdict } = graded;
  const name = `${paper.bold(`${shortName(kata.id)} ${read(kata.title, paper)}`)} ${'★'.repeat(kata.stars)}`;
  const colour =
    verdict.name === 'passed' ? paper.good : verdict.name === 'not started' ? paper.dim : paper.bad;
  return ends(name, colour(verdictText(graded, paper)), paper.columns);
}

/** What passed, with the counts of the learner's own property, or what will be checked once the kata is begun. */
function titles({ verdict }: GradedKata, paper: Paper): string[] {
  const passed = verdict.name === 'passed';
  const mark = passed ? paper.good('✓') : paper.dim('·');
  const list = verdict.properties.map(({ title }) => `${mark} ${read(title, paper)}`);
  if (!passed) return [paper.messages.toPass, ...list];
  const { thoroughness } = verdict.properties.find((property) => property.thoroughness !== undefined) ?? {};
  return thoroughness === undefined ? list : [...list, `  ${read(tally(thoroughness), paper)}`];
}

/** A failed property: its title, its idea, and the case that shows it. */
export function counterexample(property: PropertyResult, paper: Paper): string[][] {
  const title = `${paper.bad('✗')} ${paper.bold(read(property.title, paper))}`;
  const { failure } = property;
  if (failure === undefined) {
    const status = property.status === 'failed' ? [] : [`  ${paper.messages.status[property.status]}`];
    return [[title, ...status]];
  }
  return [[title, `  ${read(failure.idea, paper)}`], ...picture(failure, paper).map(indent)];
}

function picture(failure: Failure, paper: Paper): string[][] {
  const inputs = failure.inputs.map(({ label, cell }) => {
    const shape = cell.kind === 'grid' ? ` ${shapeText(cell.shape)}` : '';
    const lines = drawCell(cell, paper);
    const name = `${paper.messages.input} ${paper.bold(read(label, paper))}${paper.dim(shape)}`;
    return lines.length === 1 ? [`${name}  ${lines[0]}`] : [name, ...lines];
  });
  const { expected, received, firstDifference } = failure;
  if (received === undefined) return inputs;
  if (expected === undefined)
    return [...inputs, [paper.bold(paper.messages.yours), ...drawCell(received, paper)]];
  const told = tellDifference(expected, received, firstDifference, paper);
  return [
    ...inputs,
    [...drawPair(expected, received, paper, firstDifference), ...(told === '' ? [] : [told])],
  ];
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

function printed(text: string, paper: Paper): string[] {
  if (text.trim() === '') return [];
  const lines = clean(text).trimEnd().split('\n');
  const shown = lines.slice(0, PRINTED_LINES);
  const more = lines.length > shown.length ? [paper.messages.more(lines.length - shown.length)] : [];
  return [paper.messages.printed, ...[...shown, ...more].map((line) => paper.dim(`  ${line}`))];
}

export function looksLike({ diagnosis }: GradedKata, paper: Paper): string[] {
  if (diagnosis === undefined) return [];
  const { name, hint } = diagnosis;
  return [paper.messages.looksLike(paper.bold(read(name, paper))), `  ${read(hint, paper)}`];
}

function hint({ kata }: GradedKata, paper: Paper, level: number): string[] {
  const { messages } = paper;
  if (level === 0) return [messages.askHint(`npm start -- hint ${shortName(kata.id)}`)];
  return [messages.hint(level, read(kata.hints[level - 1]!, paper))];
}

export function replayCommand({ kata }: GradedKata, { number, seed, path }: PropertyResult): string {
  const options = [
    `--property ${number}`,
    seed === undefined ? '' : `--seed ${seed}`,
    path ? `--path ${path}` : '',
  ];
  return ['npm start -- grade', shortName(kata.id), ...options].filter((word) => word !== '').join(' ');
}
