import { expect, describe as group, it } from 'vitest';
import { computed, finishes } from './watchdog.ts';

const sleep = (milliseconds: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
};
const compute = (milliseconds: number): void => {
  for (const end = computed() + milliseconds; computed() < end; );
};

/** Whether a job finishes, and how often it was begun. */
function watched(job: (attempt: number) => void): { finished: boolean; attempts: number } {
  let attempts = 0;
  const finished = finishes(100, () => job(++attempts));
  return { finished, attempts };
}

group('the watchdog counts computing, not the clock', () => {
  it('begins a job anew that hardly got a processor', () => {
    const starvedOnce = watched((attempt) => {
      compute(20);
      if (attempt === 1) sleep(10_000);
    });
    expect(starvedOnce).toEqual({ finished: true, attempts: 2 });
  });
  it('gives a job up that is starved again and again', () => {
    expect(watched(() => sleep(10_000))).toEqual({ finished: false, attempts: 3 });
  });
  it('ends one that computes without an end, and hands on what a job throws', () => {
    expect(watched(() => compute(Number.POSITIVE_INFINITY)).finished).toBe(false);
    expect(() => finishes(100, () => expect.unreachable('thrown on'))).toThrow('thrown on');
  });
});
