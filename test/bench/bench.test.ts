import { describe, expect, it } from 'vitest';
import { cases, chooseCases } from './cases.ts';
import { markdown, rowOf, terminalText, timeText, valueText, verdictText } from './report.ts';
import { difference, judge, median, quantile, spreadOf } from './verdict.ts';

describe('statistics', () => {
  it('take the middle, and half the distance of the quartiles as a share of it', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(quantile([1, 2, 3, 4, 5], 0.25)).toBe(2);
    expect(spreadOf([1, 2, 3, 4, 5])).toBeCloseTo(1 / 3);
  });
});

describe('judge', () => {
  const timings = { ours: [10, 20, 30], deepbox: [30, 40, 90], 'numpy-ts': [50, 60, 70] };

  it('pairs the rounds and compares with the fastest side that was measured', () => {
    const verdict = judge(timings, { than: ['numpy-ts', 'deepbox', 'tfjs-wasm'], faster: [2, 3] });
    expect(verdict).toMatchObject({ against: 'deepbox', ratio: 3, outcome: 'goal met', margin: 0.5 });
  });

  it('tells floor from goal from missed, both ways round', () => {
    const outcome = (target: object) => judge(timings, { than: ['deepbox'], ...target } as never)?.outcome;
    expect(outcome({ faster: [2, 4] })).toBe('floor met');
    expect(outcome({ faster: [4, 5] })).toBe('missed');
    expect(outcome({ time: [0.4, 0.2] })).toBe('floor met');
    expect(outcome({ time: [0.3, 0.2] })).toBe('missed');
    expect(outcome({ time: [0.5, 0.4] })).toBe('goal met');
  });

  it('holds a result by itself to a bound of its own', () => {
    const judgeMost = (most: [number, number]) => judge({ ours: [1e-6, 2e-6, 3e-6] }, { than: [], most });
    expect(judgeMost([3e-6, 2e-6])).toMatchObject({ against: 'ours', ratio: 2e-6, outcome: 'goal met' });
    expect(judgeMost([1e-6, 5e-7])).toMatchObject({ outcome: 'missed', margin: -1 });
  });

  it('says nothing without a side to compare with', () => {
    expect(judge(timings, { than: ['pytorch'], faster: [1, 2] })).toBeUndefined();
    expect(judge({ deepbox: [1] }, { than: ['deepbox'], faster: [1, 2] })).toBeUndefined();
  });
});

describe('difference', () => {
  const result = { size: 3, sum: 1e-9, magnitude: 1000, samples: [1, 2, 3] };

  it('is empty for what rounding explains', () => {
    expect(difference(result, { ...result, sum: 0.01, samples: [1, 2.00001, 3] })).toBe('');
  });
  it('names the size, the sum or the element that is another', () => {
    expect(difference(result, { ...result, size: 4 })).toBe('size: 3 and 4');
    expect(difference(result, { ...result, sum: 1 })).toBe('sum: 1e-9 and 1');
    expect(difference(result, { ...result, samples: [1, 2.1, 3] })).toBe('samples: 2 and 2.1');
    expect(difference(result, { ...result, magnitude: Number.NaN })).toBe('magnitude: 1000 and NaN');
  });
  it('compares elements of random numbers only where both sides give them', () => {
    const drawn = { size: 9, mean: 0.0001, deviation: 1, samples: [0.5] };
    expect(difference(drawn, { size: 9, mean: -0.0002, deviation: 1.0003, samples: [] })).toBe('');
    expect(difference(drawn, { ...drawn, samples: [0.6] })).toBe('samples: 0.5 and 0.6');
  });
});

describe('cases', () => {
  it('have names of their own, and promise only against sides they run', () => {
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
    for (const { sides, targets } of cases) {
      for (const { than } of targets) for (const side of than) expect(sides).toContain(side);
    }
  });
  it('are chosen by part of a name', () => {
    expect(chooseCases([])).toBe(cases);
    expect(chooseCases(['tiny', 'medium']).map(({ name }) => name)).toEqual(['step-tiny', 'step-medium']);
    expect(() => chooseCases(['relux'])).toThrow(
      /^bench: expected part of a case's name, received 'relux'\. Known: relu-1e3, add-1e3,/,
    );
  });
});

describe('report', () => {
  const [each] = chooseCases(['names-1e5']);
  const timings = { ours: [1000, 1000, 1000], deepbox: [1500, 1500, 1500] };
  const row = rowOf(each!, { timings, absent: { pytorch: 'ended without an answer' } });

  it('writes times with three digits and a unit', () => {
    expect([0.5, 12, 1234, 45_678, 999_900, 3.2e9].map(timeText)).toEqual([
      '0.500 ns',
      '12.0 ns',
      '1.23 µs',
      '45.7 µs',
      '1.00 ms',
      '3.20 s',
    ]);
  });
  it('says by how much a promise is missed', () => {
    expect(verdictText(row.verdicts[0]!)).toBe(
      '1.50× faster than deepbox (floor 2, goal 3.5): missed, by 25.0 %',
    );
  });
  it('writes memory and errors in units of their own', () => {
    expect(valueText({ kind: 'memory' }, 3 * 2 ** 20)).toBe('3.00 MiB');
    expect(valueText({ kind: 'error' }, 5.31e-7)).toBe('5.3e-7');
    const pytorch = judge({ ours: [1], pytorch: [2] }, { than: ['pytorch'], time: [0.9, 0.6] })!;
    expect(verdictText(pytorch, 'memory')).toBe(
      '0.500× the memory of pytorch (floor 0.9, goal 0.6): goal met',
    );
    const most = judge({ ours: [5.31e-7] }, { than: [], most: [3e-6, 1e-6] })!;
    expect(verdictText(most, 'error')).toBe('5.3e-7 (floor 0.000003, goal 0.000001): goal met');
  });
  it('lists sides from fast to slow, and those without a time with the reason', () => {
    const lines = terminalText(row).split('\n');
    expect(lines.slice(1, 4).map((line) => line.trim().split(' ')[0])).toEqual([
      'ours',
      'deepbox',
      'pytorch',
    ]);
    expect(lines[3]).toContain('ended without an answer');
  });
  it('counts the promises on a page', () => {
    const page = markdown([row], { date: '2026-01-01', machine: 'M', versions: { Node: '20' }, rounds: 3 });
    expect(page).toContain('Of 1 promises 0 reach their goal, 0 their floor, and **1 are missed**.');
    expect(page).toContain('| names of 100,000 parameters | 1.00 µs ±0 % | 1.50 µs ±0 % |');
    expect(page).toContain('- names of 100,000 parameters, pytorch: ended without an answer');
  });
  it('says on the page why a promise is missed, and of one that is kept nothing', () => {
    const target = (faster: readonly [number, number]) =>
      ({ than: ['deepbox'], faster, why: 'each pair is made anew.' }) as const;
    const timings = { ours: [1], deepbox: [2] };
    const pageOf = (faster: readonly [number, number]) =>
      markdown([{ ...row, verdicts: [judge(timings, target(faster))!] }], {
        date: '2026-01-01',
        machine: 'M',
        versions: { Node: '20' },
        rounds: 1,
      });
    expect(pageOf([3, 4])).toContain(
      '## Why they are missed\n\n- names of 100,000 parameters, next to deepbox: each pair is made anew.',
    );
    expect(pageOf([1, 2])).not.toContain('Why');
  });
});
