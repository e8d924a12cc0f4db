import fc from 'fast-check';
import { type Check, Checker, CheckFailure, failureFrom, isNotStarted, isTimeout } from './check.ts';
import type { Failure, Forbidden, KataTest, Outcome, RunOptions, Text } from './types.ts';
import { runWithin } from './watchdog.ts';

type Values<A extends readonly fc.Arbitrary<unknown>[]> = {
  [K in keyof A]: A[K] extends fc.Arbitrary<infer T> ? T : never;
};
type Settings = RunOptions & { readonly budgetMs: number };

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
    collector.tests.push(test);
    return;
  }
  const it = (globalThis as { it?: VitestIt }).it;
  if (it === undefined)
    throw new Error('kit: expected vitest or the grader around it, received neither. Run npm start.');
  it(test.title.en, async () => {
    const outcome = await test.run({ budgetMs: 1000, ...replayFromEnvironment() });
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
  declare({ title, run: ({ budgetMs }) => runOnce(title, budgetMs, body) });
}

function runOnce(title: Text, budgetMs: number, body: (t: Check) => void): Outcome {
  const checker = new Checker();
  try {
    runWithin(budgetMs, () => body(checker));
    return { title, status: 'passed' };
  } catch (error) {
    return { title, ...judge(error, checker.inputs, budgetMs) };
  }
}

/** What an error means for the verdict. */
function judge(
  error: unknown,
  inputs: Failure['inputs'],
  budgetMs: number,
): Pick<Outcome, 'status' | 'failure'> {
  if (isNotStarted(error)) return { status: 'not started' };
  if (isTimeout(error)) {
    const idea = {
      en: `Your function did not return within ${budgetMs} ms`,
      zh: `你的函数在 ${budgetMs} 毫秒内没有返回`,
    };
    return { status: 'out of time', failure: { idea, inputs } };
  }
  return { status: 'failed', failure: failureFrom(error, inputs) };
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
  declare({ title, run: (settings) => runMany(title, arbitraries, body as never, runs, settings) });
}

function runMany(
  title: Text,
  arbitraries: readonly fc.Arbitrary<unknown>[],
  body: (t: Check, ...values: unknown[]) => void,
  runs: number,
  { seed = seedOf(title.en), path, budgetMs }: Settings,
): Outcome {
  let last: { error: unknown; inputs: Failure['inputs'] } | null = null;
  let hopeless = false;
  const law = fc.property(fc.tuple(...arbitraries), (values) => {
    // Shrinking a stub's answer or an endless loop would only repeat it.
    if (hopeless) return;
    const checker = new Checker();
    try {
      runWithin(budgetMs, () => body(checker, ...values));
    } catch (error) {
      last = { error, inputs: checker.inputs };
      hopeless = isNotStarted(error) || isTimeout(error);
      throw new CheckFailure(failureFrom(error, checker.inputs));
    }
  });
  const details = fc.check(law, { seed, numRuns: runs, ...(path !== undefined && { path }) });
  if (!details.failed || last === null) return { title, status: 'passed' };
  const { error, inputs } = last as { error: unknown; inputs: Failure['inputs'] };
  const verdict = judge(error, inputs, budgetMs);
  const shrunk =
    details.errorInstance instanceof CheckFailure && !hopeless
      ? { failure: details.errorInstance.failure }
      : {};
  const replay =
    verdict.status === 'not started' ? {} : { seed: details.seed, path: details.counterexamplePath ?? '0' };
  return { title, ...verdict, ...shrunk, ...replay };
}

/** A whole number made from a text (FNV-1a), the same on every machine. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  return hash | 0;
}

/** Says which names a learner's file may not use in this kata; whoever judges the file looks for them. */
export function forbid(names: readonly string[], reason: Text): void {
  collector?.forbidden.push({ names, reason });
}
