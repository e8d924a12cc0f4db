import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type CollectedKata, type Message, type Request, readMessage, type Task } from './channel.ts';
import { GraderError } from './errors.ts';
import type { Limits } from './limits.ts';
import type { Outcome, Problem, Text } from './types.ts';

/** What one child was seen to do. */
export type Seen = {
  readonly problems: readonly Problem[];
  readonly outcomes: readonly Outcome[];
  readonly collected: readonly CollectedKata[];
  readonly printed: string;
  /** Stack of an error at load, for its place in the submission. */
  readonly stack: string;
};

const flags = process.allowedNodeEnvironmentFlags;
const permission = flags.has('--permission') ? '--permission' : '--experimental-permission';
const RESIDENT_POLL_MS = 100;
const PRINTED_KEPT = 4000;
const PAGE_BYTES = 4096;

/** Runs one bundled script under a clock and limits, and ends its whole process group whatever it did. */
export async function runChild(code: string, asked: Task, limits: Limits): Promise<Seen> {
  const run = (child: ChildProcess): Promise<Seen> =>
    new Promise((resolve, reject) => new Run(child, asked, limits, resolve, reject));
  const waiting = takeSpare(code, limits);
  if (waiting === undefined) return run(begin(code, limits));
  // One that died waiting has seen nothing of the submission: another takes its place.
  return run(waiting).catch(() => run(begin(code, limits)));
}

class Run {
  readonly child: ChildProcess;
  readonly limits: Limits;
  readonly nonce = randomBytes(16).toString('hex');
  readonly finish: (seen: Seen) => void;
  readonly refuse: (error: Error) => void;
  readonly outcomes: Outcome[] = [];
  readonly problems: Problem[] = [];
  phase: 'start' | 'load' | 'test' | 'over' = 'start';
  during: Text | undefined;
  collected: readonly CollectedKata[] = [];
  stack = '';
  printed = '';
  complaints = '';
  bytes = 0;
  clock: NodeJS.Timeout | undefined;
  poll: NodeJS.Timeout | undefined;

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
    this.poll = setInterval(() => this.weigh(), RESIDENT_POLL_MS);
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
      default:
        this.conclude(message);
    }
  }

  conclude(message: Message): void {
    if (message.type === 'collected') this.collected = message.katas;
    if (message.type === 'stuck') this.hang();
    if (message.type === 'changed') this.stop({ kind: 'changed the judge', name: message.name });
    if (message.type === 'failed') {
      this.stack = message.stack;
      this.stop({ kind: 'load error', file: 'kata.ts', message: message.message });
    }
    this.stop();
  }

  wait(milliseconds: number): void {
    clearTimeout(this.clock);
    this.clock = setTimeout(() => {
      if (this.phase === 'start') this.crash(`nothing for ${milliseconds} ms`);
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

  weigh(): void {
    if (residentBytes(this.child.pid) > this.limits.residentMb * 1e6) {
      this.stop({ kind: 'out of memory', ...this.where() });
    }
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

  stop(problem?: Problem): void {
    if (this.phase === 'over') return;
    if (problem) this.problems.push(problem);
    this.close();
    const { problems, outcomes, collected, printed, stack } = this;
    this.finish({ problems, outcomes, collected, printed, stack });
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
    clearInterval(this.poll);
    end(this.child);
  }
}

const living = new Set<ChildProcess>();
let spare: { readonly child: ChildProcess; readonly code: string; readonly heapMb: number } | undefined;

/** Lets one child wait with `code` loaded, so that the next run of that code starts at once. */
export function keepSpare(code: string, limits: Limits): void {
  const child = takeSpare(code, limits) ?? begin(code, limits);
  spare = { child, code, heapMb: limits.heapMb };
}

/** The waiting child if it is alive and of the right kind; one of another kind is ended. */
function takeSpare(code: string, limits: Limits): ChildProcess | undefined {
  const waiting = spare;
  spare = undefined;
  if (waiting === undefined) return undefined;
  const { child } = waiting;
  const fits = waiting.code === code && waiting.heapMb === limits.heapMb;
  if (fits && child.connected && child.exitCode === null) return child;
  end(child);
  return undefined;
}

/** A child that reads the script and then waits for its request. */
function begin(code: string, limits: Limits): ChildProcess {
  const child = start(limits);
  child.on('error', () => {});
  child.stdin!.on('error', () => {});
  child.stdin!.end(code);
  return child;
}

function start(limits: Limits): ChildProcess {
  const child = spawn(
    process.execPath,
    [
      permission,
      '--disable-warning=ExperimentalWarning',
      '--disable-warning=SecurityWarning',
      `--max-old-space-size=${limits.heapMb}`,
      '--experimental-vm-modules',
      '--input-type=module',
      '-',
    ],
    // An empty environment: no token of the outside reaches a submission. Its own group: all of it can be ended.
    {
      stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
      env: bareEnvironment(),
      detached: process.platform !== 'win32',
    },
  );
  living.add(child);
  return child;
}

function bareEnvironment(): NodeJS.ProcessEnv {
  const { SystemRoot, windir } = process.env;
  return process.platform === 'win32' ? { SystemRoot, windir } : {};
}

function end(child: ChildProcess): void {
  living.delete(child);
  try {
    if (process.platform !== 'win32' && child.pid) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // The group is gone already.
  }
  child.stdout?.destroy();
  child.stderr?.destroy();
}

/** Ends every child still running; the terminal calls it when the person stops the grader. */
export function endAll(): void {
  for (const child of living) end(child);
}

/** Process ids of the children that were started and not ended. */
export function livingChildren(): readonly number[] {
  return [...living].flatMap(({ pid }) => pid ?? []);
}

function residentBytes(pid: number | undefined): number {
  if (process.platform !== 'linux' || pid === undefined) return 0;
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES;
  } catch {
    return 0;
  }
}
