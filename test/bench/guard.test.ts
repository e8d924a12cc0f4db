import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { guarded, judgeGuard } from './guard-verdict.ts';
import { exponentOf } from './slope.ts';

describe('judgeGuard', () => {
  const recorded = { 'step-tiny': 10, 'step-medium': 5 };

  it('lets through what is at most 30 % slower, and all that is faster', () => {
    const { lines, slower } = judgeGuard({ 'step-tiny': 13, 'step-medium': 0.1 }, recorded);
    expect(slower).toEqual([]);
    expect(lines[0]).toBe('✓ step-tiny: 13.0 times its fixed loop, recorded 10.0, so 1.30 times as slow');
  });
  it('names what is slower', () => {
    const { lines, slower } = judgeGuard({ 'step-tiny': 9, 'step-medium': 6.6 }, recorded);
    expect(slower).toEqual(['step-medium']);
    expect(lines[1]).toMatch(/^✗ step-medium: /);
  });
  it('does not take a missing number for a fast one', () => {
    expect(judgeGuard(recorded, {} as never).slower).toEqual([...guarded]);
    expect(judgeGuard({ ...recorded, 'step-tiny': Number.NaN }, recorded).slower).toEqual(['step-tiny']);
  });
  it('has a recorded ratio for every watched step', () => {
    const path = join(import.meta.dirname, 'guard.json');
    const { slower } = judgeGuard(recorded, JSON.parse(readFileSync(path, 'utf8')));
    expect(slower.every((name) => name in recorded)).toBe(true);
    expect(Object.keys(JSON.parse(readFileSync(path, 'utf8')))).toEqual([...guarded]);
  });
});

describe('exponentOf', () => {
  it('finds the power of an exact power law', () => {
    for (const power of [0.5, 1, 2]) {
      const points = [1, 10, 100].map((x) => [x, 3 * x ** power] as const);
      expect(exponentOf(points)).toBeCloseTo(power, 12);
    }
  });
});
