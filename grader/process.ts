import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { type CollectedKata, type Message, type Request, readMessage, type Task } from './channel.ts';
import { endChild } from './child-process.ts';
import { GraderError } from './errors.ts';
import type { Limits } from './limits.ts';
import { watchResident } from './resident.ts';
import { beginChild, takeSpare } from './spare.ts';
import type { Behaviour, Outcome, Problem, Text } from './types.ts';
import { workOf } from './work.ts';

/** What one child was seen to do. */
export type Seen = {
  readonly problems: readonly Problem[];
  readonly outcomes: readonly Outcome[];
  readonly collected: readonly CollectedKata[];
  readonly behaviours: readonly Behaviour[];
  /** Whatever a drawing gave; undefined when there was none. */
  readonly picture?: unknown;
  readonly printed: string;
  /** Stack of an error at load, for its place in the submission. */
  readonly stack: string;
};

const PRINTED_KEPT = 4000;
const EXTENSIONS = 3;

/** Runs one bundled script under a clock and limits, and ends its whole process group whatever it did. */
export async function runChild(
  code: string,
  asked: Task,
  limits: Limits,
  signal?: AbortSignal,
): Promise<Seen> {
  signal?.throwIfAborted();
  const run = (child: ChildProcess): Promise<Seen> =>
    new Promise((resolve, reject) => {
      const made = new Run(child, asked, limits, resolve, reject);
      signal?.addEventListener('abort', () => made.callOff(signal.reason), { once: true });
    });
  const waiting = takeSpare(code, limits);
  if (waiting === undefined) return run(beginChild(code, limits));
  // One that died waiting has seen nothing of the submission: another takes its place.
  return run(waiting).catch((error) => {
    if (signal?.aborted) throw error;
    return run(beginChild(code, limits));
  });
}

class Run {
  readonly child: ChildProcess;
  readonly limits: Limits;
  readonly nonce = randomBytes(16).toString('hex');
  readonly finish: (seen: Seen) => void;
  readonly refuse: (error: Error) => void;
  readonly outcomes: Outcome[] = [];
  readonly problems: Problem[] = [];
  phase: 'start' | 'load' | 'test' | 'judged' | 'over' = 'start';
  during: Text | undefined;
  collected: readonly CollectedKata[] = [];
  behaviours: readonly Behaviour[] = [];
  picture: unknown;
  stack = '';
  printed = '';
  complaints = '';
  bytes = 0;
  clock: NodeJS.Timeout | undefined;
  stopWeighing: () => void;

  constructor(
    child: ChildProcess,
    asked: Task,
    limits: Limits,
    finish: (seen: Seen) => void,
    refuse: (error: Error) => void,
  ) {
    this.limits = limits;
    this.finish = finish;
    this.refuse = refuse;
    this.child = child;
    this.listen();
    this.wait(limits.startMs);
    const full = (): void => this.stop({ kind: 'out of memory', ...this.where() });
    this.stopWeighing = watchResident(this.child.pid ?? 0, limits.residentMb * 1e6, full);
    const request: Request = { ...asked, nonce: this.nonce, budgetMs: limits.budgetMs };
    this.child.send(request, () => {});
  }

  listen(): void {
    const { child } = this;
    child.on('message', (raw) => this.hear(raw));
    child.on('error', (error) => this.crash(error.message));
    // 'close' comes after the last message and the last output, 'exit' may come before them.
    child.on('close', (exitCode, signal) => this.ended(exitCode, signal));
    child.stdout!.on('data', (chunk: Buffer) => this.count(chunk.length));
    child.stderr!.on('data', (chunk: Buffer) => {
      this.complaints = (this.complaints + chunk.toString('utf8')).slice(-PRINTED_KEPT);
      this.count(chunk.length);
    });
  }

  hear(raw: unknown): void {
    if (this.phase === 'over') return;
    const message = readMessage(raw, this.nonce);
    if (message === undefined) this.stop({ kind: 'forged result' });
    else this.obey(message);
  }

  /** Moves on by what the harness says; each phase has its own clock. */
  obey(message: Message): void {
    const { loadMs, budgetMs, graceMs } = this.limits;
    switch (message.type) {
      case 'ready':
        this.phase = 'load';
        this.wait(loadMs);
        break;
      case 'loaded':
        this.phase = 'test';
        this.wait(budgetMs + graceMs);
        break;
      case 'testing':
        this.during = message.title;
        this.wait(budgetMs + graceMs);
        break;
      case 'outcome':
        this.outcomes.push(message.outcome);
        break;
      case 'printed':
        this.printed = (this.printed + message.text).slice(0, PRINTED_KEPT);
        break;
      case 'judged':
        this.phase = 'judged';
        this.wait(budgetMs + graceMs);
        break;
      case 'behaviours':
        this.behaviours = message.behaviours;
        break;
      default:
        this.conclude(message);
    }
  }

  conclude(message: Message): void {
    if (message.type === 'collected') this.collected = message.katas;
    if (message.type === 'drawn') this.picture = message.picture;
    if (message.type === 'stuck') this.hang();
    if (message.type === 'failed') {
      this.stack = message.stack;
      this.stop({ kind: 'load error', file: 'kata.ts', message: message.message });
    }
    this.stop();
  }

  /** A child that computes and had less than half a processor meanwhile gets the same time again, a few times. */
  wait(milliseconds: number, again = EXTENSIONS): void {
    clearTimeout(this.clock);
    const before = workOf(this.child.pid);
    this.clock = setTimeout(() => {
      const now = workOf(this.child.pid);
      const isStarved = now.computes && now.computedMs - before.computedMs < milliseconds / 2;
      if (isStarved && again > 0) this.wait(milliseconds, again - 1);
      else if (this.phase === 'start') this.crash(`nothing for ${milliseconds} ms`);
      else this.hang();
    }, milliseconds);
  }

  hang(): void {
    this.stop(this.during ? { kind: 'test timeout', during: this.during } : { kind: 'load timeout' });
  }

  count(bytes: number): void {
    this.bytes += bytes;
    if (this.bytes > this.limits.outputBytes) this.stop({ kind: 'output flood', ...this.where() });
  }

  where(): { during?: Text } {
    return this.during === undefined ? {} : { during: this.during };
  }

  /** The child ended by itself: that is never its turn, since the parent ends it after `done`. */
  ended(exitCode: number | null, signal: string | null): void {
    if (this.phase === 'start') this.crash(this.complaints.trim() || `exit ${exitCode ?? signal}`);
    const full = this.complaints.includes('heap out of memory');
    this.stop({ kind: full ? 'out of memory' : 'ended early', ...this.where() });
  }

  /** Whatever ends a child that is judged already ends the look at its behaviour only. */
  stop(problem?: Problem): void {
    if (this.phase === 'over') return;
    if (problem && this.phase !== 'judged') this.problems.push(problem);
    this.close();
    const { problems, outcomes, collected, behaviours, picture, printed, stack } = this;
    this.finish({ problems, outcomes, collected, behaviours, picture, printed, stack });
  }

  /** Nobody wants the answer any more. */
  callOff(reason: Error): void {
    if (this.phase === 'over') return;
    this.close();
    this.refuse(reason);
  }

  crash(what: string): void {
    if (this.phase === 'over') return;
    this.close();
    this.refuse(
      new GraderError(3, {
        en: `grader: expected a child process that starts, received "${what}". Run npm ci, then try again.`,
        zh: `评分器：子进程没有启动（${what}）。请先运行 npm ci，再试一次。`,
      }),
    );
  }

  close(): void {
    this.phase = 'over';
    clearTimeout(this.clock);
    this.stopWeighing();
    endChild(this.child);
  }
}
