import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Case, Side } from './cases.ts';
import type { Digest } from './inputs.mjs';
import { type Commands, startCommand, workerCommand } from './sides.ts';
import { difference } from './verdict.ts';

export interface Measured {
  readonly timings: Partial<Record<Side, number[]>>;
  /** Sides that have no time, and why. */
  readonly absent: Partial<Record<Side, string>>;
}

export interface Effort {
  readonly rounds: number;
  readonly milliseconds: number;
}

/** A process that answers one command at a time. */
class Worker {
  readonly #child;
  readonly #lines;
  #complaints = '';

  constructor([program, ...args]: readonly string[]) {
    this.#child = spawn(program!, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    this.#child.stderr.on('data', (text) => {
      this.#complaints += text;
    });
    this.#child.stdin.on('error', () => {});
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /** Sends a command, if any, and gives the next reply. Throws what the worker complained of when it ends instead. */
  async ask(command?: object): Promise<unknown> {
    if (command !== undefined) this.#child.stdin.write(`${JSON.stringify(command)}\n`);
    for (;;) {
      const { value, done } = await this.#lines.next();
      if (done) throw new Error(/\w*Error: .*/.exec(this.#complaints)?.[0] ?? 'ended without an answer');
      if (!value.startsWith('@')) continue;
      const reply = JSON.parse(value.slice(1));
      if (reply?.error !== undefined) throw new Error(reply.error);
      return reply;
    }
  }

  /** Done when the process is gone: whoever starts next to one that is dying starts slowly. */
  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill('SIGKILL');
    await once(this.#child, 'close');
  }
}

/** Processes that share the rounds of one side: now and then a compiler settles on worse code for a whole life. */
const LIVES = 3;

/** Times one case on every side, in rounds that take turns; a side with another result than ours is left out. */
export async function measureCalls(each: Case, sides: readonly Side[], commands: Commands, effort: Effort) {
  const measured: Measured = { timings: {}, absent: {} };
  for (let life = 0; life < LIVES; life++) {
    const present = sides.filter((side) => measured.absent[side] === undefined);
    const rounds = Math.ceil((effort.rounds - life) / LIVES);
    if (rounds > 0) await measureLives(each, present, commands, { ...effort, rounds }, measured);
  }
  return measured;
}

async function measureLives(
  each: Case,
  sides: readonly Side[],
  commands: Commands,
  { rounds, milliseconds }: Effort,
  measured: Measured,
): Promise<void> {
  const workers = new Map<Side, Worker>();
  let mine: Digest | undefined;
  try {
    for (const side of sides) {
      const worker = new Worker(workerCommand(side, each.name, commands));
      workers.set(side, worker);
      try {
        await worker.ask();
        const digest = (await worker.ask({ do: 'check' })) as Digest;
        mine ??= digest;
        const other = difference(mine, digest);
        if (other !== '') throw new Error(`computes something else: ${other}`);
        await worker.ask({ do: 'calibrate', milliseconds });
        measured.timings[side] ??= [];
      } catch (error) {
        measured.absent[side] = (error as Error).message;
        delete measured.timings[side];
        await worker.end();
        workers.delete(side);
      }
    }
    for (let round = 0; round < rounds; round++) {
      for (const [side, worker] of turned([...workers], round)) {
        measured.timings[side]!.push((await worker.ask({ do: 'round' })) as number);
      }
    }
  } finally {
    for (const worker of workers.values()) await worker.end();
  }
}

/** The same list begun at another place each round, so that nobody always follows the same neighbour. */
const turned = <T>(list: readonly T[], round: number): T[] => {
  const start = round % Math.max(1, list.length);
  return [...list.slice(start), ...list.slice(0, start)];
};

/** What a process of its own answers to the command named after the kind of the case. */
export async function measureFresh(each: Case, sides: readonly Side[], commands: Commands, effort: Effort) {
  const measured: Measured = { timings: {}, absent: {} };
  for (let round = 0; round < effort.rounds; round++) {
    for (const side of turned(sides, round)) {
      if (measured.absent[side] !== undefined) continue;
      const worker = new Worker(workerCommand(side, each.name.replace('memory-', ''), commands));
      try {
        await worker.ask();
        const value = (await worker.ask({ do: each.kind })) as number;
        measured.timings[side] = [...(measured.timings[side] ?? []), value];
      } catch (error) {
        measured.absent[side] = (error as Error).message;
      } finally {
        await worker.end();
      }
    }
  }
  return measured;
}

/** CPU time of whole processes, less that of one that loads nothing in the same round. */
export function measureProcesses(
  each: Case,
  sides: readonly Side[],
  commands: Commands,
  effort: Effort,
): Measured {
  const measured: Measured = { timings: {}, absent: {} };
  const once = (side: Side | 'nothing', name: string): number => {
    const [program, ...args] = startCommand(side, name, commands);
    const { stdout, stderr } = spawnSync(program!, args, { encoding: 'utf8' });
    const time = /^@(\d+)$/m.exec(stdout)?.[1];
    if (time === undefined) throw new Error(/\w*Error: .*/.exec(stderr)?.[0] ?? 'ended without an answer');
    return Number(time);
  };
  for (let round = 0; round < effort.rounds; round++) {
    const nothing = once('nothing', 'import');
    for (const side of turned(sides, round)) {
      if (measured.absent[side] !== undefined) continue;
      try {
        const time = once(side, each.name) - nothing;
        measured.timings[side] = [...(measured.timings[side] ?? []), Math.max(time, 1)];
      } catch (error) {
        measured.absent[side] = (error as Error).message;
      }
    }
  }
  return measured;
}
