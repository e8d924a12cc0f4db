/**
 * Bounds of one child. The clock of a phase starts anew when the phase does, so a slow machine only pays where it waits;
 * a child that computes and has less than half a processor gets a phase's time up to four times (Linux).
 */
export type Limits = {
  /** Harness and library ready, nothing of the submission loaded yet. */
  readonly startMs: number;
  /** The submission's own top level. */
  readonly loadMs: number;
  /** Computing of one property, counted inside the child, where a synchronous loop can be cut and the rest still runs. */
  readonly budgetMs: number;
  /** What the parent waits beyond the budget before it ends the process. */
  readonly graceMs: number;
  readonly heapMb: number;
  /** Heap, typed arrays and code together; watched where /proc tells (Linux). */
  readonly residentMb: number;
  readonly outputBytes: number;
};

export const defaultLimits: Limits = {
  startMs: 30_000,
  loadMs: 4000,
  budgetMs: 1000,
  graceMs: 3000,
  heapMb: 256,
  residentMb: 1024,
  outputBytes: 1_000_000,
};

export const MAX_FILE_BYTES = 500_000;

/** The same bounds with every clock `times` as long, for slow or busy machines. */
export function withPatience(limits: Limits, times: number): Limits {
  const { startMs, loadMs, budgetMs, graceMs } = limits;
  return {
    ...limits,
    startMs: times * startMs,
    loadMs: times * loadMs,
    budgetMs: times * budgetMs,
    graceMs: times * graceMs,
  };
}

/** The same bounds on a machine with little memory: one child may have half of it. */
export function withinMemory(limits: Limits, availableBytes: number): Limits {
  const half = Math.floor(availableBytes / 2e6);
  return { ...limits, residentMb: Math.max(limits.heapMb, Math.min(limits.residentMb, half)) };
}
