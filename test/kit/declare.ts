import type fc from 'fast-check';
import type { Check } from './check.ts';
import { observeMany, observeOnce } from './observe.ts';
import { runMany, runOnce } from './run.ts';
import type { Forbidden, KataTest, Outcome, RunOptions, Text } from './types.ts';

export { seedOf } from './run.ts';

type Values<A extends readonly fc.Arbitrary<unknown>[]> = {
  [K in keyof A]: A[K] extends fc.Arbitrary<infer T> ? T : never;
};

interface Collector {
  readonly tests: KataTest[];
  readonly forbidden: Forbidden[];
}
let collector: Collector | null = null;

/** Loads a kata's test and gives what it declares, without running anything. */
export async function collect(load: () => Promise<unknown>): Promise<Collector> {
  const mine: Collector = { tests: [], forbidden: [] };
  const outer = collector;
  collector = mine;
  try {
    await load();
  } finally {
    collector = outer;
  }
  return mine;
}

/** Runs declared tests one after another. */
export async function runCollected(tests: readonly KataTest[], options: RunOptions = {}): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const test of tests) outcomes.push(await test.run({ budgetMs: 1000, ...options }));
  return outcomes;
}

type VitestIt = (title: string, run: () => Promise<void>) => void;

/** Hands a test to the collector at work, or to vitest when there is none. */
export function declare(test: KataTest): void {
  if (collector !== null) {
    if (collector.tests.some(({ title }) => title.en === test.title.en))
      throw new Error(
        `kit: expected a title of its own for each test, received "${test.title.en}" twice. Rename one of them.`,
      );
    collector.tests.push(test);
    return;
  }
  const it = (globalThis as { it?: VitestIt }).it;
  if (it === undefined)
    throw new Error('kit: expected vitest or the grader around it, received neither. Run npm start.');
  it(test.title.en, async () => {
    // The clock is only there to end a hang: a busy machine must not fail a test.
    const outcome = await test.run({ budgetMs: 5000, ...replayFromEnvironment() });
    if (outcome.status !== 'passed') throw quietError(outcome);
  });
}

const replayFromEnvironment = (): RunOptions => ({
  ...(process.env.KATA_SEED && { seed: Number(process.env.KATA_SEED) }),
  ...(process.env.KATA_PATH && { path: process.env.KATA_PATH }),
});

/** An error that shows the idea and the values, and no frames of the kit. */
function quietError({ status, failure, seed, path }: Outcome): Error {
  const parts = [failure ? failure.idea.en : status];
  if (failure?.inputs.length)
    parts.push(...failure.inputs.map(({ label, cell }) => `${label.en}: ${JSON.stringify(cell)}`));
  if (failure?.expected) parts.push(`expected ${JSON.stringify(failure.expected)}`);
  if (failure?.received) parts.push(`received ${JSON.stringify(failure.received)}`);
  if (seed !== undefined) parts.push(`replay: KATA_SEED=${seed} KATA_PATH=${path}`);
  const error = new Error(parts.join('\n'));
  error.stack = error.message;
  return error;
}

/** One visible case. */
export function example(title: Text, body: (t: Check) => void): void {
  declare({
    title,
    run: (settings) => runOnce(title, body, settings),
    observe: (budgetMs) => observeOnce(body, budgetMs),
  });
}

/**
 * A law for generated cases, 100 of them unless `runs` says otherwise. The smallest case that breaks it is reported,
 * with a seed and a path that replay it.
 */
export function property<A extends readonly fc.Arbitrary<unknown>[]>(
  title: Text,
  arbitraries: readonly [...A],
  body: (t: Check, ...values: Values<A>) => void,
  { runs = 100 }: { runs?: number } = {},
): void {
  const law = { title, arbitraries, body: body as (t: Check, ...values: unknown[]) => unknown, runs };
  declare({
    title,
    run: (settings) => runMany(law, settings),
    observe: (budgetMs) => observeMany(law, budgetMs),
  });
}

/** Says which names a learner's file may not use in this kata; whoever judges the file looks for them. */
export function forbid(names: readonly string[], reason: Text): void {
  collector?.forbidden.push({ names, reason });
}
