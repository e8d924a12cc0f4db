import { type Bundle, bundleSubmission, bundleTests, type Files, placeIn } from './bundle.ts';
import type { CollectedKata } from './channel.ts';
import { courseError } from './errors.ts';
import type { Limits } from './limits.ts';
import { runChild, type Seen } from './process.ts';
import type { Kata, Problem } from './types.ts';

export type Replay = { readonly seed?: number; readonly path?: string; readonly only?: string };

const BOSS_PATIENCE = 5;

const nothing: Seen = { problems: [], outcomes: [], collected: [], printed: '', stack: '' };

/** Runs one kata's tests on the texts of a submission in a process of its own. */
export async function runKata(kata: Kata, files: Files, replay: Replay, limits: Limits): Promise<Seen> {
  const bundle: Bundle = await bundleSubmission(kata, files);
  if ('problems' in bundle) return { ...nothing, problems: bundle.problems };
  const seen = await runChild(bundle.code, replay, limitsFor(kata, limits));
  return {
    ...seen,
    problems: seen.problems.map((problem) => placed(problem, placeIn(seen.stack, bundle))),
  };
}

/** A boss's property is tried on every candidate, so one test takes as long as many. */
function limitsFor(kata: Kata, limits: Limits): Limits {
  return kata.files.includes('property.ts') ? { ...limits, graceMs: BOSS_PATIENCE * limits.graceMs } : limits;
}

/** An error at load is told with the learner's own line, where its stack shows one. */
function placed(problem: Problem, place: ReturnType<typeof placeIn>): Problem {
  return problem.kind === 'load error' && place !== undefined ? { ...problem, ...place } : problem;
}

/** The tests each kata declares, read in a child that never sees a submission. Throws when a test file is at fault. */
export async function collectTests(
  katas: readonly Kata[],
  limits: Limits,
): Promise<ReadonlyMap<string, CollectedKata>> {
  if (katas.length === 0) return new Map();
  const { collected } = await runChild(await bundleTests(katas), {}, { ...limits, loadMs: limits.startMs });
  const found = new Map(collected.map((kata) => [kata.id, kata]));
  for (const { id } of katas) check(id, found.get(id));
  return found;
}

function check(id: string, kata: CollectedKata | undefined): void {
  const where = `katas/${id}/kata.test.ts`;
  const next = 'Restore the file from the repository';
  if (kata === undefined || kata.error !== undefined) {
    throw courseError(where, 'tests that can be listed', JSON.stringify(kata?.error ?? 'nothing'), next);
  }
  if (kata.titles.length === 0) throw courseError(where, 'at least one test', 'none', next);
  const titles = kata.titles.map((title) => title.en);
  const twice = titles.find((title, i) => titles.indexOf(title) !== i);
  if (twice !== undefined) throw courseError(where, 'each title once', `"${twice}" twice`, next);
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
