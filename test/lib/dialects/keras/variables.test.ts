import { beforeEach, describe, expect, it } from 'vitest';
import { fromValues } from '../../../../lib/array/array.ts';
import { tensor } from '../../../../lib/autograd/functions.ts';
import {
  clearSession,
  Dense,
  GradientTape,
  listText,
  Sequential,
  tensorRepr,
  tensorStr,
  Variable,
} from '../../../../lib/dialects/keras/index.ts';
import { refused } from '../../refused.ts';
import { values, X } from './given.ts';

beforeEach(clearSession);

describe('weights as lists', () => {
  it('getWeights copies; setWeights checks every shape before it assigns any (case 57)', () => {
    const net = new Sequential([new Dense(2), new Dense(1)]);
    net.call(X);
    net.getWeights()[0]!.data.fill(99);
    const before = values(net);
    expect(before.flat()).not.toContain(99);
    refused(
      () => net.setWeights([[[1]]]),
      'ValueError',
      'with a weight list of length 1, but the layer was expecting 4 weights',
    );
    const wrong = net.getWeights();
    refused(
      () => net.setWeights([wrong[0]!, [1, 2, 3], wrong[2]!, wrong[3]!]),
      'ValueError',
      'sequential.setWeights: expected shape (2,) for dense/bias:0, received (3,) (is not compatible with provided weight shape). Check the array at position 1.',
    );
    expect(values(net)).toEqual(before);
    const kernel = net.weights[0];
    net.setWeights(
      net.getWeights().map((array) =>
        fromValues(
          array.values().map((v) => v + 1),
          array.shape,
        ),
      ),
    );
    expect(net.weights[0]).toBe(kernel);
    expect(values(net)[1]).toEqual([1, 1]);
  });
  it('first values can be given to the layer', () => {
    const layer = new Dense(1, { weights: [[[1], [2]], [3]] });
    expect(layer.call([[10, 100]]).item()).toBe(213);
  });
});

describe('variables', () => {
  const make = (nested: number[] | number[][]) => new Variable('v', tensor(nested).array);
  it('print as TensorFlow prints them', () => {
    expect(String(make([0]))).toBe(
      "<tf.Variable 'v:0' shape=(1,) dtype=float32, numpy=array([0.], dtype=float32)>",
    );
    expect(
      String(
        make([
          [1, 2],
          [3, 4],
        ]),
      ),
    ).toBe(
      "<tf.Variable 'v:0' shape=(2, 2) dtype=float32, numpy=\narray([[1., 2.],\n       [3., 4.]], dtype=float32)>",
    );
    expect(String(new Variable('s', tensor(1.5).array))).toBe(
      "<tf.Variable 's:0' shape=() dtype=float32, numpy=1.5>",
    );
    expect(tensorStr(tensor([0]))).toBe('tf.Tensor([0.], shape=(1,), dtype=float32)');
    expect(tensorRepr(tensor([[0], [1]]))).toBe(
      '<tf.Tensor: shape=(2, 1), dtype=float32, numpy=\narray([[0.],\n       [1.]], dtype=float32)>',
    );
    expect(listText([make([0])])).toMatch(/^\[<tf\.Variable .*>\]$/);
  });
  it('are assigned as a whole or in part; the answer shows the whole variable', () => {
    const v = make([
      [1, 2],
      [3, 4],
    ]);
    const unread = v.at(0, 0).assign(42);
    expect(String(unread)).toContain("<tf.Variable 'UnreadVariable' shape=(2, 2)");
    v.at(1).assign([7, 8]);
    v.assignAdd([
      [1, 1],
      [1, 1],
    ]);
    expect(v.numpy().toArray()).toEqual([
      [43, 3],
      [8, 9],
    ]);
    refused(
      () => v.assign([1, 2]),
      'ValueError',
      'v:0: expected a value of shape (2, 2), received (2,) (Shape mismatch). Reshape the value, or assign a part with at(…).',
    );
    refused(
      () =>
        v.assign(
          tensor(
            [
              [1, 2],
              [3, 4],
            ],
            { dtype: 'int64' },
          ),
        ),
      'ValueError',
      'v:0: expected a float32 tensor, received a int64 one. Convert it: tensor.to("float32").',
    );
    refused(
      () => v.at(0).assign(tensor([1, 2], { dtype: 'float64' })),
      'ValueError',
      'v:0: expected a float32 tensor, received a float64 one.',
    );
    refused(() => v.at(0).assign([1]), 'ValueError', 'v:0: expected a value of shape (2,), received (1,)');
    refused(
      () => v.at(1, 1, 1),
      'IndexError',
      'v:0: expected at most 2 indices, received 3. Its shape is (2, 2).',
    );
    v.assignSub([
      [1, 1],
      [1, 1],
    ]);
    v.assignAdd([
      [1, 1],
      [1, 1],
    ]);
    v.numpy().data.fill(0);
    expect(v.numpy().toArray()).toEqual([
      [43, 3],
      [8, 9],
    ]);
  });
  it('an assignment is invisible to products recorded before it (K-33)', () => {
    const v = make([1, 2]);
    const tape = new GradientTape();
    const y = tape.record(() => {
      const square = v.value().mul(v.value());
      v.assign([10, 10]);
      return square;
    });
    expect(tape.gradient(y, [v])[0]?.tolist()).toEqual([2, 4]);
  });
});

describe('tapes', () => {
  it('give gradients as results, null for strangers, and nothing is kept on the variable', () => {
    const net = new Sequential([new Dense(1, { kernelInitializer: 'ones' })]);
    net.call(X);
    const [kernel, bias] = net.weights;
    const stranger = new Variable('other', tensor([1]).array);
    const tape = new GradientTape({ persistent: true });
    const y = tape.record(() => net.call(X));
    const [dk, db, none] = tape.gradient(y, [kernel!, bias!, stranger]);
    expect([dk?.tolist(), db?.tolist(), none]).toEqual([[[5], [5], [5], [5]], [2], null]);
    expect(tape.gradient(y, [bias!])[0]?.tolist()).toEqual([2]);
    expect([kernel!.core.grad, net.call(X).requiresGrad]).toEqual([null, false]);
    const x = tensor([3]);
    const watching = new GradientTape();
    watching.watch(x);
    const z = watching.record(() => x.pow(2));
    expect(watching.gradient(z, [x])[0]?.tolist()).toEqual([6]);
    refused(
      () => watching.gradient(z, [x]),
      'RuntimeError',
      'gradient: expected one call, received a second call (A non-persistent GradientTape can only be used to compute one set of gradients). Make it with { persistent: true }.',
    );
  });
});
