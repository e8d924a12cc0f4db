import { afterEach, describe, expect, it, vi } from 'vitest';
import { Generator } from '../../../lib/array/generator.ts';
import * as rules from '../../../lib/init/rules.ts';

afterEach(() => vi.restoreAllMocks());

const apply = (rule: rules.InitRule, ...shape: number[]) => rule(shape, new Generator(0));

describe('a rule refuses', () => {
  const few =
    'fans: expected two or more axes (fan in and fan out can not be computed for tensor with fewer than 2 dimensions), received shape (3,). Use such a rule on weights, not on biases.';
  const matrix = (rule: string, shown: string) =>
    `${rule}: expected a tensor with two axes (Only tensors with 2 dimensions are supported), received shape ${shown}. Choose another rule for it.`;
  const cases: [string, () => unknown, string, string][] = [
    [
      'bounds in the wrong order',
      () => rules.uniform(1, 0),
      'RuntimeError',
      'uniform: expected a lower bound ≤ the upper one, received 1 and 0 (uniform_ expects to return a [from, to) range). Swap the bounds.',
    ],
    [
      'bounds that are no numbers',
      () => rules.uniform(Number.NaN, 1),
      'RuntimeError',
      'uniform: expected a lower bound ≤ the upper one, received NaN and 1 (uniform_ expects to return a [from, to) range). Swap the bounds.',
    ],
    [
      'bounds without end',
      () => rules.uniform(0, Number.POSITIVE_INFINITY),
      'RuntimeError',
      'uniform: expected bounds a finite way apart, received 0 and Infinity. Choose bounds that are numbers.',
    ],
    [
      'a negative deviation',
      () => rules.normal(0, -1),
      'RuntimeError',
      'normal: expected a deviation ≥ 0, received -1 (normal expects std >= 0.0). Pass the deviation, not the variance.',
    ],
    [
      'truncation bounds in the wrong order',
      () => rules.truncNormal(0, 1, 2, -2),
      'RuntimeError',
      'truncNormal: expected a lower bound ≤ the upper one, received 2 and -2. Swap the bounds.',
    ],
    [
      'a truncated normal without spread',
      () => rules.truncNormal(0, 0),
      'RuntimeError',
      'truncNormal: expected a deviation > 0, received 0. Pass the deviation, not the variance.',
    ],
    [
      'a share of zeros above one',
      () => rules.sparse(1.5),
      'ValueError',
      'sparse: expected a sparsity from 0 to 1, received 1.5. Pass the share of zeros, such as 0.1.',
    ],
    ['sparse vectors', () => apply(rules.sparse(0.5), 3), 'ValueError', matrix('sparse', '(3,)')],
    ['an identity of rank 3', () => apply(rules.eye, 2, 2, 2), 'ValueError', matrix('eye', '(2, 2, 2)')],
    [
      'dirac matrices',
      () => apply(rules.dirac(), 2, 2),
      'ValueError',
      'dirac: expected a tensor with 3, 4 or 5 axes (Only tensors with 3, 4, or 5 dimensions are supported), received shape (2, 2). Choose another rule for it.',
    ],
    [
      'groups that do not divide',
      () => apply(rules.dirac(2), 3, 2, 1),
      'ValueError',
      'dirac: expected a first axis divisible by 2 (dim 0 must be divisible by groups), received 3. Choose groups that divide it.',
    ],
    [
      'groups that are no whole number',
      () => apply(rules.dirac(1.5), 3, 2, 1),
      'ValueError',
      'dirac: expected a first axis divisible by 1.5 (dim 0 must be divisible by groups), received 3. Choose groups that divide it.',
    ],
    [
      'orthogonal vectors',
      () => apply(rules.orthogonal(), 3),
      'ValueError',
      'orthogonal: expected a tensor with 2 or more axes (Only tensors with 2 or more dimensions are supported), received shape (3,). Choose another rule for it.',
    ],
    ['xavier on a bias', () => apply(rules.xavierUniform(), 3), 'ValueError', few],
    ['normal xavier on a bias', () => apply(rules.xavierNormal(), 3), 'ValueError', few],
    ['kaiming on a bias', () => apply(rules.kaimingUniform(), 3), 'ValueError', few],
    [
      'an unknown mode',
      () => apply(rules.kaimingNormal({ mode: 'fan' as never }), 2, 2),
      'ValueError',
      "kaiming: expected 'fan_in' or 'fan_out', received the string 'fan' (Mode not supported). Choose one of the two.",
    ],
  ];

  it.each(cases)('%s', (_, run, name, message) => {
    let thrown: unknown;
    try {
      run();
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ name, message });
  });
});

describe('a rule warns', () => {
  it('when there is nothing to fill', () => {
    const said = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const generator = new Generator(4);
    rules.kaimingUniform()([0, 2], generator);
    rules.kaimingNormal()([2, 0], generator);
    expect(said.mock.calls.flat()).toEqual([
      'UserWarning: Initializing zero-element tensors is a no-op: the shape is (0, 2)',
      'UserWarning: Initializing zero-element tensors is a no-op: the shape is (2, 0)',
    ]);
    expect(generator.uint32()).toBe(new Generator(4).uint32());
  });

  it('when the mean lies far outside the bounds, and keeps to them', () => {
    const said = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const values = apply(rules.truncNormal(5), 50).values();
    expect(said.mock.calls.flat()).toEqual([
      'UserWarning: mean is more than 2 std from [a, b]: the distribution of values may be incorrect',
    ]);
    expect(values.every((x) => x >= -2 && x <= 2)).toBe(true);
    apply(rules.truncNormal(3.9), 5);
    expect(said).toHaveBeenCalledTimes(1);
  });
});
