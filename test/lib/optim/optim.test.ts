import { describe, expect, it, vi } from 'vitest';
import { tensor, zerosLike } from '../../../lib/autograd/functions.ts';
import type { Tensor } from '../../../lib/autograd/tensor.ts';
import { Adam } from '../../../lib/optim/adam.ts';
import { SGD } from '../../../lib/optim/sgd.ts';
import { refused } from '../refused.ts';

const leaf = (values: number[] | number[][]) => tensor(values, { dtype: 'float64', requiresGrad: true });
const withGrad = (values: number[], grad: number[]): Tensor => {
  const p = leaf(values);
  p.grad = tensor(grad, { dtype: 'float64' });
  return p;
};

describe('who is stepped', () => {
  it('each distinct parameter once, however often it was handed in', () => {
    const p = withGrad([1], [1]);
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const optimizer = new SGD([p, p], { lr: 0.1 });
    expect(warned).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('duplicate parameters'));
    warned.mockRestore();
    optimizer.step();
    expect([p.item(), optimizer.duplicates, p.version]).toEqual([0.9, 1, 1]);
  });
  it('no parameter without a gradient; one with a zero gradient still decays', () => {
    const [none, zero] = [leaf([1]), leaf([1])];
    zero.grad = zerosLike(zero);
    new SGD([none, zero], { lr: 0.5, weightDecay: 1 }).step();
    expect([none.item(), zero.item()]).toEqual([1, 0.5]);
  });
  it('a parameter laid out in columns too', () => {
    const w = leaf([
      [1, 2],
      [3, 4],
    ])
      .detach()
      .t()
      .requiresGrad_();
    w.grad = tensor(
      [
        [1, 1],
        [0, 0],
      ],
      { dtype: 'float64' },
    );
    new SGD([w], { lr: 1 }).step();
    expect(w.tolist()).toEqual([
      [0, 2],
      [2, 4],
    ]);
  });
  it('zeroGrad gives null, or zeros for those that had one', () => {
    const [a, b] = [withGrad([1], [5]), leaf([1])];
    const optimizer = new Adam([a, b]);
    optimizer.zeroGrad({ setToNone: false });
    expect([a.grad?.tolist(), b.grad]).toEqual([[0], null]);
    optimizer.zeroGrad();
    expect(a.grad).toBeNull();
  });
});

describe('updates equal dull scalar traces', () => {
  it('SGD with momentum, dampening, decay and Nesterov', () => {
    for (const [momentum, dampening, weightDecay, nesterov] of [
      [0, 0, 0.1, false],
      [0.9, 0, 0, false],
      [0.9, 0.3, 0.1, false],
      [0.9, 0, 0.1, true],
    ] as const) {
      const p = leaf([2]);
      const optimizer = new SGD([p], { lr: 0.1, momentum, dampening, weightDecay, nesterov });
      let [value, buffer] = [2, Number.NaN];
      for (const g of [1, -0.5, 3]) {
        p.grad = tensor([g], { dtype: 'float64' });
        optimizer.step();
        const d = g + weightDecay * value;
        buffer = Number.isNaN(buffer) ? d : momentum * buffer + (1 - dampening) * d;
        value -= 0.1 * (momentum === 0 ? d : nesterov ? d + momentum * buffer : buffer);
        expect(p.item()).toBeCloseTo(value, 12);
      }
    }
  });
  it('Adam with decay and other rates, as in the paper', () => {
    for (const [b1, b2, eps, weightDecay] of [
      [0.9, 0.999, 1e-8, 0],
      [0.5, 0.25, 0.3, 0],
      [0, 0.9, 0.1, 0.4],
    ] as const) {
      const start = [2, -0.5];
      const p = leaf(start);
      const optimizer = new Adam([p], { lr: 0.1, betas: [b1, b2], eps, weightDecay });
      const [values, means, squares] = [[...start], [0, 0], [0, 0]];
      for (let t = 1; t <= 4; t++) {
        const gradient = [t - 2.5, 3 / t];
        p.grad = tensor(gradient, { dtype: 'float64' });
        optimizer.step();
        for (const i of [0, 1]) {
          const g = gradient[i]! + weightDecay * values[i]!;
          means[i] = b1 * means[i]! + (1 - b1) * g;
          squares[i] = b2 * squares[i]! + (1 - b2) * g ** 2;
          const [mean, square] = [means[i]! / (1 - b1 ** t), squares[i]! / (1 - b2 ** t)];
          values[i]! -= (0.1 * mean) / (Math.sqrt(square) + eps);
        }
        expect(p.tolist()).toEqual(values.map((value) => expect.closeTo(value, 12)));
      }
    }
  });
  it('Adam moves by lr · sign(g) at first', () => {
    const p = withGrad([1, 1], [1e-3, -20]);
    new Adam([p], { lr: 0.1 }).step();
    expect(p.tolist()).toEqual([expect.closeTo(0.9, 5), expect.closeTo(1.1, 5)]);
  });
});

describe('bad input', () => {
  it('is refused before anything moves', () => {
    const p = leaf([1]);
    refused(
      () => new SGD([], { lr: 1 }),
      'ValueError',
      'optimizer: expected at least one parameter, received an empty parameter list. Pass net.parameters(); a generator that was walked before is empty.',
    );
    refused(
      () => new SGD([3 as never], { lr: 1 }),
      'TypeError',
      'optimizer: expected leaf tensors, received the number 3. Pass the parameters themselves.',
    );
    refused(
      () => new SGD([p.mul(2)], { lr: 1 }),
      'TypeError',
      "a computed tensor (can't optimize a non-leaf)",
    );
    refused(
      () => new SGD([p], { lr: -1 }),
      'ValueError',
      'lr: expected a number ≥ 0, received -1 (Invalid lr value). Choose lr in that range.',
    );
    refused(
      () => new SGD([p], { lr: 1, momentum: Number.NaN }),
      'ValueError',
      'momentum: expected a number ≥ 0',
    );
    refused(
      () => new SGD([p], { lr: 1, nesterov: true }),
      'ValueError',
      'SGD: expected a momentum and zero dampening (Nesterov momentum requires them), received momentum 0 and dampening 0. Set momentum, or turn nesterov off.',
    );
    refused(() => new Adam([p], { betas: [0.9, 1] }), 'ValueError', 'betas[1]: expected a number in [0, 1)');
    refused(() => new Adam([p], { betas: [-0.1, 0] }), 'ValueError', 'betas[0]: expected a number in [0, 1)');
    refused(() => new Adam([p], { weightDecay: -1 }), 'ValueError', 'weightDecay: expected a number ≥ 0');
    refused(() => new Adam([p], { eps: -1 }), 'ValueError', 'eps: expected a number ≥ 0');
  });
});
