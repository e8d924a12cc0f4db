import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { baseScript } from './base.ts';
import { compile, drawingScript, type Files, kataScript, placeIn } from './bundle.ts';
import type { CollectedKata, KataScript } from './channel.ts';
import { courseError } from './errors.ts';
import type { Limits } from './limits.ts';
import { runChild, type Seen } from './process.ts';
import { lineOfImport, parseSource } from './source.ts';
import type { Kata, Language, Place, Problem } from './types.ts';

export type Replay = { readonly seed?: number; readonly path?: string; readonly only?: string };

const BOSS_PATIENCE = 5;

const nothing: Seen = {
  problems: [],
  outcomes: [],
  collected: [],
  behaviours: [],
  printed: '',
  stack: '',
};

/** Runs one kata's tests on the texts of a submission in a process of its own. */
export async function runKata(
  kata: Kata,
  files: Files,
  replay: Replay,
  limits: Limits,
  signal?: AbortSignal,
): Promise<Seen> {
  const made = await compile(files);
  if ('problems' in made) return { ...nothing, problems: made.problems };
  const task = { kata: await kataScript(kata), files: made.files, ...replay };
  const seen = await runChild(await baseScript(), task, limitsFor(kata, limits), signal);
  const place = placeIn(seen.stack, made.maps);
  return {
    ...seen,
    problems: seen.problems.map((problem) => missingName(problem, files) ?? placed(problem, place)),
  };
}

/** What a submission's own code draws of a kata: data to be checked. Undefined when it gives none. */
export async function drawKata(
  kata: Kata,
  files: Files,
  language: Language,
  limits: Limits,
): Promise<unknown> {
  const made = await compile(files);
  if ('problems' in made || !existsSync(join(kata.folder, 'picture.ts'))) return undefined;
  const task = { drawing: await drawingScript(kata), files: made.files, language };
  return (await runChild(await baseScript(), task, limits)).picture;
}

/** A boss's property is tried on every candidate, so one test takes as long as many. */
function limitsFor(kata: Kata, limits: Limits): Limits {
  return kata.files.includes('property.ts') ? { ...limits, graceMs: BOSS_PATIENCE * limits.graceMs } : limits;
}

/** An error at load is told with the learner's own line, where its stack shows one. */
function placed(problem: Problem, place: Place | undefined): Problem {
  return problem.kind === 'load error' && place !== undefined ? { ...problem, ...place } : problem;
}

/** A name a door does not have is refused before anything runs, without a stack. */
function missingName(problem: Problem, files: Files): Problem | undefined {
  const said = problem.kind === 'load error' ? problem.message : '';
  const [, from, name] = /requested module '(.+)' does not provide an export named '(.+)'/.exec(said) ?? [];
  if (from === undefined || name === undefined) return undefined;
  for (const [file, text] of files) {
    const line = lineOfImport(parseSource(file, text), name);
    if (line !== undefined) return { kind: 'missing name', file, line, name, from };
  }
  return undefined;
}

/** Kept as long as the script they were read from. */
const remembered = new WeakMap<KataScript, CollectedKata>();

/** The tests each kata declares, read in a child that never sees a submission. Throws when a test file is at fault. */
export async function collectTests(
  katas: readonly Kata[],
  limits: Limits,
): Promise<ReadonlyMap<string, CollectedKata>> {
  const scripts = await Promise.all(katas.map(kataScript));
  const fresh = scripts.filter((script) => !remembered.has(script));
  if (fresh.length > 0) {
    const patience = { ...limits, loadMs: limits.startMs };
    const { collected } = await runChild(await baseScript(), { katas: fresh }, patience);
    const found = new Map(collected.map((kata) => [kata.id, kata]));
    for (const script of fresh) remembered.set(script, checked(script.id, found.get(script.id)));
  }
  return new Map(scripts.map((script) => [script.id, remembered.get(script)!]));
}

function checked(id: string, kata: CollectedKata | undefined): CollectedKata {
  const where = `katas/${id}/kata.test.ts`;
  const next = 'Restore the file from the repository';
  if (kata === undefined || kata.error !== undefined) {
    throw courseError(where, 'tests that can be listed', JSON.stringify(kata?.error ?? 'nothing'), next);
  }
  if (kata.titles.length === 0) throw courseError(where, 'at least one test', 'none', next);
  const titles = kata.titles.map((title) => title.en);
  const twice = titles.find((title, i) => titles.indexOf(title) !== i);
  if (twice !== undefined) throw courseError(where, 'each title once', `"${twice}" twice`, next);
  return kata;
}

/** Does `work` on every item, at most `atOnce` at a time; results come in the items' order. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const mine = next++;
      results[mine] = await work(items[mine]!);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return results;
}
