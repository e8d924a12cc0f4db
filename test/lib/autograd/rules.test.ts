import { describe, expect, it, vi } from 'vitest';
import { RuntimeError } from '../../../lib/array/errors.ts';
import {
  cat,
  crossEntropyLoss,
  gradients,
  linear,
  logSoftmax,
  mseLoss,
  ones,
  softmax,
  tensor,
  zeros,
  zerosLike,
} from '../../../lib/autograd/functions.ts';
import { enableGrad, isGradEnabled, noGrad } from '../../../lib/autograd/mode.ts';
import { FIRST, OUTPUT } from '../../../lib/autograd/node.ts';
import * as primitives from '../../../lib/autograd/primitives.ts';
import { Tensor } from '../../../lib/autograd/tensor.ts';

const leaf = (values: number[]) => tensor(values, { dtype: 'float64', requiresGrad: true });
const refused = (act: () => unknown, text: string) => {
  expect(act).toThrow(RuntimeError);
  expect(act).toThrow(text);
};

describe('leaves and flags', () => {
  it('grad is null before backward, for frozen and for computed tensors, and those warn', () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const w = leaf([1, 2]);
    const frozen = tensor([1, 2], { dtype: 'float64' });
    const y = w.mul(frozen);
    expect([w.grad, frozen.grad, y.grad]).toEqual([null, null, null]);
    y.sum().backward();
    expect(w.grad?.tolist()).toEqual([1, 2]);
    expect([frozen.grad, y.grad]).toEqual([null, null]);
    expect(warned).toHaveBeenCalledTimes(2);
    expect(warned).toHaveBeenCalledWith(expect.stringContaining('not a leaf Tensor'));
    warned.mockRestore();
  });
  it('a result requires grad only if an operand does and recording is on', () => {
    const w = leaf([1]);
    expect(w.mul(2).requiresGrad).toBe(true);
    expect(w.detach().mul(2).requiresGrad).toBe(false);
    expect(noGrad(() => w.mul(2)).requiresGrad).toBe(false);
    expect(noGrad(() => enableGrad(() => w.mul(2))).requiresGrad).toBe(true);
    expect(() => noGrad(w as never)).toThrow(
      'noGrad: expected a function, received a Tensor. Write noGrad(() => …).',
    );
    expect(() => enableGrad(async () => w)).toThrow(
      'enableGrad: expected a body that is done when it returns, received a promise. Put the await outside.',
    );
    expect(() =>
      noGrad(() => {
        throw new Error('boom');
      }),
    ).toThrow('boom');
    expect(isGradEnabled()).toBe(true);
  });
  it('refuses flags that make no sense', () => {
    refused(() => {
      leaf([1]).mul(2).requiresGrad = false;
    }, 'requiresGrad: expected a leaf (you can only change requires_grad flags of leaf variables), ' +
      'received the result of MulBackward0. Use detach().');
    refused(
      () => tensor([1], { dtype: 'int64', requiresGrad: true }),
      'requiresGrad: expected a floating point tensor (only Tensors of floating point and complex dtype can ' +
        "require gradients), received int64. Make it with { dtype: 'float32' }.",
    );
  });
  it('checks an assigned grad', () => {
    const w = leaf([1, 2]);
    refused(() => {
      w.grad = tensor([1], { dtype: 'float64' });
    }, 'grad: expected float64 of shape (2,), received float64 of shape (1,). ' +
      'A gradient has the shape and dtype of its tensor.');
    refused(() => {
      w.grad = tensor([1, 2]);
    }, 'received float32 of shape (2,)');
    expect(() => {
      w.grad = 3 as never;
    }).toThrow('grad: expected a Tensor or null, received the number 3. Assign a tensor of the same shape.');
    w.grad = zerosLike(w);
    expect(w.grad.tolist()).toEqual([0, 0]);
  });
});

describe('backward', () => {
  it('adds to the same grad object over passes', () => {
    const w = leaf([3]);
    w.mul(2).sum().backward();
    const grad = w.grad;
    w.mul(2).sum().backward();
    expect(w.grad).toBe(grad);
    expect(grad?.tolist()).toEqual([4]);
  });
  it('twice over one graph doubles the leaves exactly when the graph is kept, and is refused otherwise', () => {
    const w = leaf([2]);
    const cube = w.mul(w).mul(w).sum();
    cube.backward(undefined, { retainGraph: true });
    cube.backward();
    expect(w.grad?.tolist()).toEqual([24]);
    refused(
      () => cube.backward(),
      'backward: expected a graph that is still there, received one freed by an earlier backward: trying to ' +
        'backward through the graph a second time. Run forward again, or pass { retainGraph: true } to the first ' +
        'backward.',
    );
    expect(w.grad?.tolist()).toEqual([24]);
  });
  it('a refused backward through a shared, freed part changes no grad', () => {
    const w = leaf([2]);
    const shared = w.mul(w);
    shared.sum().backward();
    refused(() => shared.mul(3).sum().backward(), 'second time');
    expect(w.grad?.tolist()).toEqual([4]);
  });
  it('needs a scalar or a fitting gradient, and something that requires grad', () => {
    const w = leaf([1, 2]);
    refused(
      () => w.mul(2).backward(),
      'backward: expected a scalar (grad can be implicitly created only for scalar outputs), received shape (2,). ' +
        'Pass a gradient, or sum first.',
    );
    refused(
      () => w.mul(2).backward(tensor([1])),
      'backward: expected a gradient of shape (2,) without NaN, received shape (1,). ' +
        'Pass a gradient shaped like the tensor itself.',
    );
    refused(() => w.mul(2).backward(tensor([1, Number.NaN])), 'received one that holds NaN.');
    refused(
      () => tensor([1]).backward(),
      'backward: expected a tensor computed from one that requires grad, received one that does not require grad ' +
        'and does not have a grad_fn. Set requiresGrad on a leaf before the forward pass.',
    );
    expect(w.grad).toBeNull();
    w.mul(2).backward(tensor([1, 10]));
    expect(w.grad?.tolist()).toEqual([2, 20]);
  });
  it('on a leaf itself gives ones', () => {
    const w = leaf([5]);
    w.backward();
    expect(w.grad?.tolist()).toEqual([1]);
  });
  it('never lets two grads, or a grad and the seed, share a buffer', () => {
    const [a, b] = [leaf([1, 2]), leaf([3, 4])];
    const seed = tensor([1, 1], { dtype: 'float64' });
    a.add(b).backward(seed);
    a.grad!.array.data[0] = 99;
    expect([b.grad?.tolist(), seed.tolist()]).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });
  it('sums uses inside one graph that need windows and repeats', () => {
    const w = leaf([1, 2]);
    w.add(w.expand(3, 2).sum(0)).add(w.reshape(2)).sum().backward();
    expect(w.grad?.tolist()).toEqual([5, 5]);
  });
});

describe('gradients', () => {
  it('gives sums over uses, null for strangers, and touches no grad', () => {
    const [a, b, c] = [leaf([1, 2]), leaf([3, 4]), leaf([5])];
    const y = a.mul(b).add(a);
    const [da, db, dc] = gradients(y, [a, b, c], { retainGraph: true });
    expect([da?.tolist(), db?.tolist(), dc]).toEqual([[4, 5], [1, 2], null]);
    expect(gradients(y, [b], { seed: tensor([10, 0], { dtype: 'float64' }) })[0]?.tolist()).toEqual([10, 0]);
    expect([a.grad, b.grad, c.grad]).toEqual([null, null, null]);
    expect(gradients(tensor([1]), [a])).toEqual([null]);
  });
});

describe('edits in place', () => {
  it('a leaf that requires grad refuses them while recording, and a view of it too', () => {
    const w = leaf([1, 2]);
    refused(
      () => w.add_(1),
      'in-place edit: expected a tensor that is no trainable leaf, received an in-place edit (a leaf Variable that ' +
        'requires grad is being used in an in-place operation). Wrap the edit in noGrad(() => …), or edit .data.',
    );
    refused(() => w.indexPut_([0], 42), 'a view of a leaf Variable that requires grad');
    refused(() => w.select(0, 0).fill_(1), 'a view of a leaf Variable that requires grad');
    expect(w.tolist()).toEqual([1, 2]);
  });
  it('noGrad and detach edits are counted, .data edits are not', () => {
    const w = leaf([1, 2]);
    noGrad(() => w.add_(1));
    expect([w.version, w.tolist()]).toEqual([1, [2, 3]]);
    w.detach().mul_(2);
    expect([w.version, w.tolist()]).toEqual([2, [4, 6]]);
    w.data.indexPut_([0], 42);
    w.data.sub_(1);
    expect([w.version, w.tolist()]).toEqual([2, [41, 5]]);
    const alias = w.data;
    alias.zero_();
    expect([alias.version, w.version]).toEqual([1, 2]);
    noGrad(() => w.select(0, 0).fill_(7));
    expect([w.version, w.tolist()]).toEqual([3, [7, 0]]);
    const own = [w.mul(1), w.clone(), w.neg().t()].map((y) => noGrad(() => y.add_(1)).version);
    expect([own, w.version]).toEqual([[1, 1, 1], 3]);
  });
  it('backward refuses an edited saved value, and only a saved one', () => {
    const edit = (w: Tensor) => noGrad(() => w.add_(1));
    const w = leaf([1, 2]);
    const square = w.mul(w).sum();
    edit(w);
    refused(
      () => square.backward(),
      'backward: expected the values saved by MulBackward0 at version 0 (expected version), received version 1: one ' +
        'of the variables needed for gradient computation has been modified by an inplace operation. Edit before ' +
        'forward or after backward, or edit a clone.',
    );
    const double = w.mul(2).sum();
    edit(w);
    double.backward();
    expect(w.grad?.tolist()).toEqual([2, 2]);
    const powers = w.exp();
    noGrad(() => powers.mul_(2));
    refused(() => powers.sum().backward(), 'modified by an inplace operation');
    const bias = leaf([1]);
    const y = linear(
      tensor([[1]], { dtype: 'float64' }),
      tensor([[3]], { dtype: 'float64', requiresGrad: true }),
      bias,
    );
    edit(bias);
    y.sum().backward();
    expect(bias.grad?.tolist()).toEqual([1]);
  });
  it('.data edits after forward are silent and the new values count; .data = leaves the graph on the old ones', () => {
    const w = leaf([3]);
    const y = w.mul(w).sum();
    w.data.fill_(10);
    y.backward();
    expect(w.grad?.tolist()).toEqual([20]);
    const z = w.mul(w).sum();
    w.data = tensor([1], { dtype: 'float64' });
    z.backward();
    expect([w.grad?.tolist(), w.item(), w.version]).toEqual([[40], 1, 0]);
  });
  it('a computed tensor takes an edit into its history', () => {
    const w = leaf([1, 2]);
    const y = w.mul(2).add_(w).mul_(3).sub_(1).div_(2);
    expect(y.tolist()).toEqual([4, 8.5]);
    y.sum().backward();
    expect(w.grad?.tolist()).toEqual([4.5, 4.5]);
    const copied = zeros([2], { dtype: 'float64' }).copy_(w);
    copied.sum().backward();
    expect(w.grad?.tolist()).toEqual([5.5, 5.5]);
    for (const cut of [w.mul(2).fill_(1), w.mul(2).zero_(), w.mul(2).copy_(zeros([2]))]) {
      w.grad = null;
      cut.sum().backward();
      expect((w.grad as Tensor | null)?.tolist()).toEqual([0, 0]);
    }
    refused(
      () => w.mul(2).indexPut_([0], 1),
      'in-place edit: expected a whole tensor, while gradients are recorded, received a part of one that has a ' +
        'history. Compute a new tensor instead, or edit under noGrad.',
    );
    refused(() => w.mul(2).select(0, 0).add_(1), 'a part of one that has a history');
  });
  it('checks .data =', () => {
    const w = leaf([1]);
    expect(() => {
      w.data = [1] as never;
    }).toThrow(
      'data: expected a Tensor (variable data has to be a tensor), received an Array. Wrap it first.',
    );
    refused(() => {
      w.data = tensor([1], { dtype: 'int64' });
    }, 'data: expected a floating point tensor, received int64. ' +
      'Only floating point tensors can require gradients: convert it first.');
    w.data = tensor([1, 2, 3], { dtype: 'float64' });
    expect(w.shape).toEqual([3]);
  });
});

describe('shapes and kinds that do not fit', () => {
  it('are named in the message', () => {
    const x = ones([2, 3]);
    refused(
      () => linear(x, ones([4, 5])),
      'linear: expected an input of shape (…, 5), received (2, 3) and a weight of shape (4, 5). ' +
        'mat1 and mat2 shapes cannot be multiplied: the weight is (out, in).',
    );
    refused(() => linear(x, ones([4, 3, 1])), 'received (2, 3) and a weight of shape (4, 3, 1).');
    refused(() => linear(ones([]), ones([4, 3])), 'received () and a weight of shape (4, 3).');
    refused(
      () => linear(x, ones([4, 3]), ones([3])),
      'linear: expected a bias of shape (4,), received (3,). The bias has one element per row of the weight.',
    );
    refused(
      () => mseLoss(x, ones([3, 2])),
      'mseLoss: expected a target of shape (2, 3), received (3, 2). ' +
        'Reshape one of them: silent broadcasting would give a wrong loss.',
    );
    refused(
      () => crossEntropyLoss(x, ones([3])),
      'crossEntropyLoss: expected logits (N, C) and classes (N,), received (2, 3) and (3,). One class per row.',
    );
    expect(() => crossEntropyLoss(x, tensor([0, 3]))).toThrow(
      'crossEntropyLoss: expected classes in [0, 2], received 3 at row 1. Classes count from 0.',
    );
    refused(
      () => x.item(),
      'item: expected one element (a Tensor with 6 elements cannot be converted to Scalar), received shape (2, 3). ' +
        'Select one, or use tolist().',
    );
    expect(() => x.add('1' as never)).toThrow(
      "operand: expected a Tensor or a number, received the string '1'. Wrap lists with tensor([...]).",
    );
    refused(() => cat([]), 'cat: expected at least one tensor');
  });
  it('whole numbers meet fractions in float32', () => {
    const counts = tensor([1, 2], { dtype: 'int64' });
    expect([counts.mul(2).dtype, counts.mul(0.5).dtype, counts.ge(2).dtype]).toEqual([
      'int64',
      'float32',
      'bool',
    ]);
  });
  it('comparisons answer with a mask that has no history', () => {
    const [x, y] = [leaf([1, 2, 3]), tensor([3, 2, 1], { dtype: 'float64' })];
    const answers = [x.eq(y), x.ne(y), x.lt(y), x.le(y), x.gt(y), x.ge(y), x.ge(2)];
    expect(answers.map((mask) => mask.tolist())).toEqual([
      [0, 1, 0],
      [1, 0, 1],
      [1, 0, 0],
      [1, 1, 0],
      [0, 0, 1],
      [0, 1, 1],
      [0, 1, 1],
    ]);
    for (const mask of answers) expect([mask.dtype, mask.requiresGrad]).toEqual(['bool', false]);
  });
  it('an ndarray is copied, with its strides read right', () => {
    const view = tensor([
      [1, 2],
      [3, 4],
    ])
      .t()
      .ndarray();
    const copied = tensor(view);
    view.set(0, 0, 9);
    expect(copied.tolist()).toEqual([
      [1, 3],
      [2, 4],
    ]);
    expect(copied).toBeInstanceOf(Tensor);
  });
});

describe('depth', () => {
  it('walks a chain of 100,000 operations and frees it', () => {
    const w = leaf([1]);
    let y: Tensor = w;
    for (let i = 0; i < 100_000; i++) y = y.add(w);
    y.sum().backward();
    expect(w.grad?.tolist()).toEqual([100_001]);
    expect([y.gradFn?.edges, y.gradFn?.freed]).toEqual([[], true]);
  });
});

describe('primitives', () => {
  it('read the first input or the result, never both: a node keeps them in one place', () => {
    for (const { name, uses } of Object.values(primitives)) {
      const all = uses.reduce((sum, each) => sum | each, 0);
      expect([name, (all & FIRST) !== 0 && (all & OUTPUT) !== 0]).toEqual([name, false]);
    }
  });
});

describe('softmax and its logarithm', () => {
  it('run along the last axis unless told', () => {
    const x = leaf([1, 2, 4, 0, 3, 8]).reshape(2, 3);
    for (const f of [softmax, logSoftmax]) {
      expect(f(x).tolist()).toEqual(f(x, 1).tolist());
      expect(f(x).tolist()).not.toEqual(f(x, 0).tolist());
    }
  });
});

describe('cross entropy', () => {
  it('is remembered as PyTorch does: a likelihood of the logarithm of a softmax', () => {
    const logits = leaf([1, 2, 3]).reshape(1, 3);
    for (const reduction of ['mean', 'sum', 'none'] as const) {
      const loss = crossEntropyLoss(logits, tensor([1]), reduction);
      expect(loss.gradFn?.name).toBe('NllLossBackward0');
      expect(loss.gradFn?.edges).toMatchObject([{ name: 'LogSoftmaxBackward0', edges: [logits.gradFn] }]);
    }
  });
});
