/**
 * Fails when a training step of this library has become more than 30 % slower, measured against a loop that never
 * changes, in turns with it, in one process: a slow machine slows both. Each step has a loop that waits for what the
 * step waits for, since there are hours when memory is slow and computing is not.
 *
 *   npm run bench:guard                    compares with guard.json
 *   npm run bench:guard -- --update        measures anew and writes guard.json
 *   npm run bench:guard -- --slow 0.5      makes every step do half of its work again: has to fail
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ALLOWED, guarded, judgeGuard, type Ratios } from './guard-verdict.ts';
import { bundleOurs, here } from './sides.ts';
import { median, spreadOf } from './verdict.ts';

type Run = () => unknown;
type Cases = Record<string, () => { run: Run }>;

const ROUNDS = 150;
const SLICE = 4e6;

/** CPU nanoseconds of one call. */
function timeOf(run: Run, calls: number): number {
  const before = process.cpuUsage();
  for (let i = 0; i < calls; i++) run();
  const { user, system } = process.cpuUsage(before);
  return ((user + system) * 1000) / calls;
}

/** Warms up for half a second of CPU time, then counts the calls that fill a slice of a round. */
function callsPerRound(run: Run): number {
  for (let spent = 0; spent < 5e8; ) spent += timeOf(run, 100) * 100;
  return Math.max(1, Math.ceil(SLICE / timeOf(run, 200)));
}

/** The work with a share of it done again: what a change that slows the library by that share would measure. */
function slowed(run: Run, share: number): Run {
  let owed = 0;
  return () => {
    run();
    for (owed += share; owed >= 1; owed--) run();
  };
}

async function measure(slow: number): Promise<{ ratios: Ratios; spreads: Ratios }> {
  const { cases: ours } = (await import(pathToFileURL((await bundleOurs()).cases).href)) as { cases: Cases };
  const loops = (await import(pathToFileURL(join(here, 'sides', 'loops.mjs')).href)) as { cases: Cases };
  const fixed = { 'step-tiny': 'step-tiny', 'step-medium': 'two-megabytes' } as const;
  const ready = (run: Run) => ({ run, calls: callsPerRound(run) });
  const works = guarded.map((name) => ({
    name,
    step: ready(slowed(ours[name]!().run, slow)),
    loop: ready(loops.cases[fixed[name]]!().run),
    rounds: [] as number[],
  }));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { step, loop, rounds } of works) {
      const reference = timeOf(loop.run, loop.calls);
      rounds.push(timeOf(step.run, step.calls) / reference);
    }
  }
  const each = (f: (rounds: readonly number[]) => number) =>
    Object.fromEntries(works.map(({ name, rounds }) => [name, f(rounds)])) as Ratios;
  return { ratios: each(median), spreads: each(spreadOf) };
}

const { values } = parseArgs({
  options: { update: { type: 'boolean', default: false }, slow: { type: 'string', default: '0' } },
});
const path = join(here, 'guard.json');
const { ratios, spreads } = await measure(Number(values.slow));
if (values.update) {
  const rounded = guarded.map((name) => [name, Number(ratios[name].toPrecision(3))]);
  writeFileSync(path, `${JSON.stringify(Object.fromEntries(rounded), null, 2)}\n`);
  console.log('Written: test/bench/guard.json');
} else {
  const { lines, slower } = judgeGuard(ratios, JSON.parse(readFileSync(path, 'utf8')));
  guarded.forEach((name, i) => {
    console.log(`${lines[i]}  (±${(spreads[name] * 100).toFixed(0)} % between rounds)`);
  });
  if (slower.length > 0) {
    console.error(`Slower than ${ALLOWED} times what test/bench/guard.json records: ${slower.join(', ')}.`);
    console.error('Find the change with `node --cpu-prof`; --update only when the slowdown is meant.');
    process.exitCode = 1;
  }
}
