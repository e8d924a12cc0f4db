import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cat,
  crossEntropyLoss,
  linear,
  logSoftmax,
  mseLoss,
  softmax,
  stack,
  tensor,
} from '../../../lib/autograd/functions.ts';
import type { Tensor } from '../../../lib/autograd/tensor.ts';
import { arraysOf, broadcastPairs, shapes } from '../../laws/arrays.ts';
import { expectGradientsOf } from '../../laws/gradient.ts';

const runs = { numRuns: 40, seed: 20 };
const awayFromZero = fc
  .tuple(fc.integer({ min: 1, max: 24 }), fc.boolean())
  .map(([k, negative]) => (negative ? -k : k) / 8);
const positive = fc.integer({ min: 1, max: 24 }).map((k) => k / 8);

describe('gradients equal central differences', () => {
  const pairs: [string, (a: Tensor, b: Tensor) => Tensor][] = [
    ['add', (a, b) => a.add(b)],
    ['sub', (a, b) => a.sub(b)],
    ['mul', (a, b) => a.mul(b)],
    ['div', (a, b) => a.div(b)],
  ];
  it.each(pairs)('%s, with every way to broadcast', (_, f) => {
    const inputs = broadcastPairs.chain(([a, b]) =>
      fc.tuple(arraysOf(a, 'float64'), arraysOf(b, 'float64', awayFromZero)),
    );
    fc.assert(
      fc.property(inputs, ([a, b]) => expectGradientsOf((x, y) => f(x!, y!), [a, b])),
      runs,
    );
  });

  const singles: [string, (x: Tensor) => Tensor, fc.Arbitrary<number>][] = [
    ['neg', (x) => x.neg(), awayFromZero],
    ['pow 3', (x) => x.pow(3), awayFromZero],
    ['pow −0.5', (x) => x.pow(-0.5), positive],
    ['exp', (x) => x.exp(), awayFromZero],
    ['log', (x) => x.log(), positive],
    ['abs', (x) => x.abs(), awayFromZero],
    ['relu', (x) => x.relu(), awayFromZero],
    ['tanh', (x) => x.tanh(), awayFromZero],
    ['sigmoid', (x) => x.sigmoid(), awayFromZero],
    ['sum', (x) => x.sum(), awayFromZero],
    ['mean', (x) => x.mean(), awayFromZero],
    ['clone', (x) => x.clone(), awayFromZero],
    ['x · x, both uses', (x) => x.mul(x), awayFromZero],
    ['a diamond', (x) => x.tanh().mul(x.exp()).add(x), awayFromZero],
  ];
  it.each(singles)('%s', (_, f, element) => {
    const inputs = shapes(0, 3).chain((shape) => arraysOf(shape, 'float64', element));
    fc.assert(
      fc.property(inputs, (x) => expectGradientsOf((t) => f(t!), [x])),
      runs,
    );
  });

  it('a conversion hands the gradient back in the type of its input', () => {
    const w = tensor([1, 2], { requiresGrad: true });
    const wide = w.to('float64');
    expect(String(wide)).toBe('tensor([1., 2.], dtype=torch.float64, grad_fn=<ToCopyBackward0>)');
    wide.mul(wide).to('float32').sum().backward();
    expect([w.grad!.tolist(), w.grad!.dtype, w.to('int64').requiresGrad]).toEqual([[2, 4], 'float32', false]);
  });

  it('sum and mean over chosen axes, kept or not', () => {
    const cases = shapes(1, 3).chain((shape) =>
      fc.tuple(
        arraysOf(shape),
        fc.subarray(
          shape.map((_, axis) => axis),
          { minLength: 1 },
        ),
        fc.boolean(),
      ),
    );
    fc.assert(
      fc.property(cases, ([x, axes, keep]) => {
        expectGradientsOf((t) => t!.sum(axes, keep).tanh(), [x]);
        expectGradientsOf((t) => t!.mean(axes, keep).tanh(), [x]);
      }),
      runs,
    );
  });

  it('moving elements: reshape, transpose, select, slice, expand, at', () => {
    const cases = fc.tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 2, max: 4 }));
    fc.assert(
      fc.property(
        cases.chain(([m, n]) => arraysOf([m, n])),
        (x) => {
          expectGradientsOf((t) => t!.reshape(-1).tanh(), [x]);
          expectGradientsOf((t) => t!.t().tanh(), [x]);
          expectGradientsOf((t) => t!.transpose(-1, 0).mul(t!.t()), [x]);
          expectGradientsOf((t) => t!.select(1, -1).tanh(), [x]);
          expectGradientsOf((t) => t!.slice(0, 1, 9, 2).tanh(), [x]);
          expectGradientsOf(
            (t) =>
              t!
                .reshape(1, ...x.shape)
                .expand(3, ...x.shape)
                .tanh(),
            [x],
          );
          expectGradientsOf((t) => t!.at(1, 0).mul(t!.at(0)), [x]);
          expectGradientsOf((t) => t!.flatten().tanh(), [x]);
        },
      ),
      runs,
    );
  });

  it('cat and stack', () => {
    const cases = fc.tuple(arraysOf([2, 3]), arraysOf([2, 3]), fc.constantFrom(0, 1, -1));
    fc.assert(
      fc.property(cases, ([a, b, axis]) => {
        expectGradientsOf((x, y) => cat([x!, y!, x!], axis).tanh(), [a, b]);
        expectGradientsOf((x, y) => stack([x!, y!], axis).tanh(), [a, b]);
      }),
      runs,
    );
  });

  it('matmul: matrices, vectors, batches that broadcast', () => {
    const shapePairs: [number[], number[]][] = [
      [
        [2, 3],
        [3, 4],
      ],
      [[3], [3]],
      [[3], [3, 2]],
      [[2, 3], [3]],
      [
        [2, 2, 3],
        [3, 2],
      ],
      [[3], [2, 3, 2]],
      [[2, 2, 3], [3]],
      [
        [2, 1, 2, 3],
        [3, 3, 2],
      ],
    ];
    const cases = fc.constantFrom(...shapePairs).chain(([a, b]) => fc.tuple(arraysOf(a), arraysOf(b)));
    fc.assert(
      fc.property(cases, ([a, b]) => expectGradientsOf((x, y) => x!.matmul(y!), [a, b])),
      { ...runs, numRuns: 80 },
    );
  });

  it('linear, with rows, batches of rows, one row, and without bias', () => {
    const cases = fc
      .constantFrom([2, 3], [2, 2, 3], [3])
      .chain((shape) => fc.tuple(arraysOf(shape), arraysOf([4, 3]), arraysOf([4])));
    fc.assert(
      fc.property(cases, ([x, w, b]) => {
        expectGradientsOf((...t) => linear(t[0]!, t[1]!, t[2]!), [x, w, b]);
        expectGradientsOf((...t) => linear(t[0]!, t[1]!), [x, w]);
      }),
      runs,
    );
  });

  it('the losses and softmaxes', () => {
    const cases = fc.tuple(
      arraysOf([3, 4]),
      arraysOf([3, 4]),
      fc.array(fc.nat(3), { minLength: 3, maxLength: 3 }),
    );
    fc.assert(
      fc.property(cases, ([x, y, labels]) => {
        expectGradientsOf((a, b) => mseLoss(a!, b!), [x, y]);
        expectGradientsOf((a) => softmax(a!, 0), [x]);
        expectGradientsOf((a) => logSoftmax(a!), [x]);
        expectGradientsOf((a) => crossEntropyLoss(a!, tensor(labels, { dtype: 'int64' })), [x]);
      }),
      runs,
    );
  });

  it('one weight used 2 to 4 times gets the sum over its uses', () => {
    const cases = fc.tuple(arraysOf([3, 3]), arraysOf([2, 3]), fc.integer({ min: 2, max: 4 }));
    fc.assert(
      fc.property(cases, ([w, x, uses]) => {
        const net = (weight: Tensor, input: Tensor) => {
          let h = input;
          for (let use = 0; use < uses; use++) h = linear(h, weight).tanh();
          return h;
        };
        expectGradientsOf((a, b) => net(a!, b!), [w, x]);
      }),
      runs,
    );
    expect.hasAssertions();
  });
});
