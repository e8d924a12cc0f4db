import type { ChildProcess } from 'node:child_process';
import { endChild, startChild } from './child-process.ts';
import type { Limits } from './limits.ts';

let spare: { readonly child: ChildProcess; readonly code: string; readonly heapMb: number } | undefined;

/** Lets one child wait with `code` loaded, so that the next run of that code starts at once. */
export function keepSpare(code: string, limits: Limits): void {
  const child = takeSpare(code, limits) ?? beginChild(code, limits);
  spare = { child, code, heapMb: limits.heapMb };
}

/** The waiting child if it is alive and of the right kind; one of another kind is ended. */
export function takeSpare(code: string, limits: Limits): ChildProcess | undefined {
  const waiting = spare;
  spare = undefined;
  if (waiting === undefined) return undefined;
  const { child } = waiting;
  const fits = waiting.code === code && waiting.heapMb === limits.heapMb;
  if (fits && child.connected && child.exitCode === null) return child;
  endChild(child);
  return undefined;
}

/** A child that reads the script and then waits for its request. */
export function beginChild(code: string, limits: Limits): ChildProcess {
  const child = startChild(limits);
  child.on('error', () => {});
  child.stdin!.on('error', () => {});
  child.stdin!.end(code);
  return child;
}
