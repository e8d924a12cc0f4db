import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { baseScript } from '../base.ts';
import { compile } from '../bundle.ts';
import { type GradeOptions, grade } from '../grade.ts';
import { collectTests } from '../run.ts';
import { keepSpare } from '../spare.ts';
import { readSubmission } from '../submission.ts';
import type { GradedKata, Kata } from '../types.ts';

type Run = {
  readonly texts: string;
  readonly control: AbortController;
  readonly result: Promise<GradedKata>;
};

type Early = (graded: GradedKata) => void;

/** An editor that saves by removing and renaming leaves the file away, or empty, for a moment. */
const SETTLE_MS = 60;

/** Judges katas for the watch: a newer text calls an older run off, and a spare child waits for the next save. */
export class Judge {
  readonly options: GradeOptions;
  private readonly runs = new Map<string, Run>();
  /** Runs nobody is waiting for go one after another, so that a save has a core of its own. */
  private line: Promise<unknown> = Promise.resolve();
  private closed = false;

  constructor(options: GradeOptions) {
    this.options = options;
  }

  /**
   * The verdict on a kata as it stands; undefined when a newer text called the run off. `early` is told what the
   * tests say before the types are checked.
   */
  async grade(kata: Kata, urgent: boolean, early: Early): Promise<GradedKata | undefined> {
    if (urgent) return this.now(kata, early);
    const turn = this.line.then(() => (this.closed ? undefined : this.now(kata, early)));
    this.line = turn.catch(() => {});
    return turn;
  }

  /** Makes ready what the next save of a kata will need: its tests, the scripts, a spare child. */
  async prepare(kata: Kata): Promise<void> {
    await collectTests([kata], this.options.limits);
    await compile(new Map([['kata.ts', '']]));
    await this.keepReady();
  }

  close(): void {
    this.closed = true;
    for (const { control } of this.runs.values()) control.abort(new Error('closed'));
  }

  private async now(kata: Kata, early: Early): Promise<GradedKata | undefined> {
    if (isUnsettled(kata, this.options.katasFolder)) await pause(SETTLE_MS);
    const { files, problems } = readSubmission(kata, this.options.katasFolder);
    const texts = JSON.stringify([[...files], problems]);
    const older = this.runs.get(kata.id);
    if (older?.texts === texts) return older.result;
    older?.control.abort(new Error('called off'));
    const run = this.start(kata, texts, early);
    try {
      return await run.result;
    } catch (error) {
      if (run.control.signal.aborted) return undefined;
      throw error;
    } finally {
      if (this.runs.get(kata.id) === run) this.runs.delete(kata.id);
      // Nobody waits for it, and what keeps it from starting is told by the next run.
      this.keepReady().catch(() => {});
    }
  }

  private start(kata: Kata, texts: string, early: Early): Run {
    const control = new AbortController();
    const result = grade([kata], { ...this.options, early, signal: control.signal }).then(
      ([graded]) => graded!,
    );
    const run = { texts, control, result };
    this.runs.set(kata.id, run);
    return run;
  }

  private async keepReady(): Promise<void> {
    if (!this.closed && this.runs.size === 0) keepSpare(await baseScript(), this.options.limits);
  }
}

function isUnsettled(kata: Kata, katasFolder: string): boolean {
  return kata.files.some((file) => {
    const stat = statSync(join(katasFolder, kata.id, file), { throwIfNoEntry: false });
    return stat === undefined || stat.size === 0;
  });
}
