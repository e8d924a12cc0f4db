import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { fromValues } from '../../../../lib/array/array.ts';
import { tensor } from '../../../../lib/autograd/functions.ts';
import {
  Activation,
  clearSession,
  Dense,
  Flatten,
  GradientTape,
  Initializer,
  Input,
  Layer,
  listText,
  ReLU,
  Sequential,
  snakeCase,
  tensorRepr,
  tensorStr,
  Variable,
} from '../../../../lib/dialects/keras/index.ts';

beforeEach(clearSession);

const refused = (act: () => unknown, kind: string, text: string) => {
  expect(act).toThrow(expect.objectContaining({ name: kind }));
  expect(act).toThrow(text);
};
const X = tensor([
  [1, 2, 3, 4],
  [4, 3, 2, 1],
]);
const values = (layer: Layer) => layer.getWeights().map((array) => array.values());

describe('names', () => {
  it.each([
    ['Dense', 'dense'],
    ['ReLU', 're_lu'],
    ['LeakyReLU', 'leaky_re_lu'],
    ['Conv2D', 'conv2d'],
    ['MyDense', 'my_dense'],
    ['HTTPLayer', 'http_layer'],
    ['_Hidden', 'private__hidden'],
  ])('%s → %s', (given, snake) => {
    expect(snakeCase(given)).toBe(snake);
  });
  it('count per session; explicit names neither read nor move the counter', () => {
    const names = [
      new Dense(1),
      new Dense(1),
      new Dense(1, { name: 'dense_2' }),
      new Dense(1),
      new Sequential(),
      new Sequential(),
    ];
    expect(names.map((layer) => layer.name)).toEqual([
      'dense',
      'dense_1',
      'dense_2',
      'dense_2',
      'sequential',
      'sequential_1',
    ]);
    clearSession();
    expect(new Dense(1).name).toBe('dense');
    refused(
      () => new Dense(1, { name: 3 as never }),
      'TypeError',
      "name: expected a string, received the number 3. Pass { name: 'block-0' }, or leave it out.",
    );
  });
});

describe('a model without declared input', () => {
  it('has no weights before the first call', () => {
    const net = new Sequential([new Dense(3), new Dense(1)]);
    const text =
      'sequential.weights: expected a layer with weights, received one that has not yet been built: weights have not yet been created. Call it on an input, or build(shape), first.';
    refused(() => net.weights, 'ValueError', text);
    refused(() => net.getWeights(), 'ValueError', 'have not yet been created');
    refused(() => net.summary(), 'ValueError', 'has not yet been built');
    refused(() => net.countParams(), 'ValueError', 'sequential.countParams');
    expect([net.layers[0]!.weights, (net.layers[0] as Dense).kernel]).toEqual([[], null]);
    refused(() => net.layers[0]!.setWeights([[1]]), 'ValueError', 'the layer was expecting 0 weights');
    net.build([null, 4]);
    expect(net.countParams()).toBe(4 * 3 + 3 + 3 + 1);
    expect(net.outputShapeOf(net.layers[0]!)).toEqual([null, 3]);
  });
  it('applies a layer that was added twice once, and lists it once', () => {
    const eye = new Dense(4, { kernelInitializer: 'identity', biasInitializer: 'ones' });
    const net = new Sequential([new Flatten(), eye, eye, eye]);
    expect(net.layers).toHaveLength(2);
    expect(net.call(X).tolist()).toEqual([
      [2, 3, 4, 5],
      [5, 4, 3, 2],
    ]);
  });
  it('applies it each time after a declared input, or with Keras 3’s rule', () => {
    const eye = () => new Dense(4, { kernelInitializer: 'identity', biasInitializer: 'ones' });
    const [a, b] = [eye(), eye()];
    const declared = new Sequential([Input([4]), a, a]);
    expect([declared.layers.length, declared.countParams()]).toEqual([1, 20]);
    expect(declared.call(X).at(0).tolist()).toEqual([3, 4, 5, 6]);
    const kept = new Sequential([b, b], { duplicates: 'keep' });
    expect(kept.call(X).at(0).tolist()).toEqual([3, 4, 5, 6]);
    expect([kept.layers.length, kept.countParams()]).toEqual([2, 20]);
    const narrow = new Dense(20);
    refused(
      () => new Sequential([Input([7]), narrow, narrow]),
      'ValueError',
      'is incompatible with the layer',
    );
    expect(new Sequential([new Dense(20), new Dense(20)]).call(fromValues([1, 2], [1, 2])).shape).toEqual([
      1, 20,
    ]);
  });
  it('records the first batch, and loosens it at another', () => {
    const net = new Sequential([new Dense(3)]);
    net.call(X);
    expect(net.outputShapeOf(net.layers[0]!)).toEqual([2, 3]);
    net.call([[1, 2, 3, 4]]);
    expect(net.outputShapeOf(net.layers[0]!)).toEqual([null, 3]);
  });
});

describe('layers', () => {
  it('Dense is x · K + b with a kernel (in, units)', () => {
    const sizes = fc.tuple(
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 3 }),
    );
    fc.assert(
      fc.property(sizes, ([inputs, units, rows]) => {
        const layer = new Dense(units, { biasInitializer: 'ones' });
        const x = Array.from({ length: rows }, (_, n) => Array.from({ length: inputs }, (_, i) => n - i / 2));
        const y = layer.call(x);
        expect(layer.kernel?.shape).toEqual([inputs, units]);
        x.forEach((row, n) => {
          for (let u = 0; u < units; u++) {
            const wanted = row.reduce((sum, v, i) => sum + v * layer.kernel!.numpy().get(i, u), 1);
            expect(y.array.get(n, u)).toBeCloseTo(wanted, 5);
          }
        });
      }),
      { numRuns: 50 },
    );
  });
  it('Flatten keeps the batch; whole numbers become float32; activations by name or function', () => {
    expect(
      new Flatten().call([
        [
          [1, 2],
          [3, 4],
        ],
      ]).shape,
    ).toEqual([1, 4]);
    expect(new Flatten().call([1, 2, 3]).shape).toEqual([3, 1]);
    expect(new ReLU().call(tensor([[-1, 2]], { dtype: 'int64' })).toString()).toBe('tensor([[0., 2.]])');
    expect(new Activation('tanh').call([[0]]).tolist()).toEqual([[0]]);
    expect(new Activation((x) => x.neg()).call([[2]]).tolist()).toEqual([[-2]]);
  });
  it('refuse what cannot be', () => {
    const [layer, bare] = [new Dense(2), new Layer()];
    refused(
      () => layer.call([1, 2]),
      'ValueError',
      'dense: expected an input with two or more axes (min_ndim=2), received shape (2,) (Input 0 of layer "dense" is incompatible with the layer). Check what the layer before it gives.',
    );
    layer.call(X);
    refused(() => layer.call([[1, 2]]), 'ValueError', 'an input whose last axis is 4');
    refused(
      () => new Dense(-1),
      'ValueError',
      'Dense: expected a number of units ≥ 0, received -1 (Received an invalid value for `units`). Pass the width of the output.',
    );
    refused(
      () => new Activation('toString' as never),
      'ValueError',
      "activation: expected a known name or a function, received 'toString' (Unknown activation function). Known names: relu, tanh, sigmoid, linear.",
    );
    refused(
      () => Input(4 as never),
      'ValueError',
      'Input: expected a shape without the batch, received the number 4. Pass a list such as [4].',
    );
    refused(
      () => bare.call(X),
      'NotImplementedError',
      'layer: expected a compute method, received a Layer without one. Define compute(x) in the subclass.',
    );
  });
});

describe('Sequential as a container', () => {
  it('refuses strangers, equal names, wrong questions and popping nothing', () => {
    const net = new Sequential([new Dense(1, { name: 'a' })]);
    refused(
      () => net.add(new Dense(1, { name: 'a' })),
      'ValueError',
      "sequential: expected a new name, received a second 'a' (All layers added to a Sequential model should have unique names). Pass { name: … } to one of them.",
    );
    refused(
      () => net.add(3 as never),
      'TypeError',
      'Sequential: expected layers, received the number 3 (The added layer must be an instance of class Layer). Pass instances, such as new Dense(4).',
    );
    expect(net.getLayer({ name: 'a' })).toBe(net.getLayer({ index: 0 }));
    refused(
      () => net.getLayer({ name: 'b' }),
      'ValueError',
      'getLayer: expected a layer of this model, received b (No such layer). It has: a.',
    );
    refused(
      () => net.getLayer({}),
      'ValueError',
      'getLayer: expected a name or an index, received both or neither. Give exactly one of them.',
    );
    net.pop();
    refused(
      () => net.pop(),
      'TypeError',
      'sequential: expected a layer to take off, received an empty model. Add layers first.',
    );
  });
  it('freezing moves weights to the non-trainable ones and keeps the order of all', () => {
    const net = new Sequential([new Dense(2), new Dense(1)]);
    net.call(X);
    net.layers[0]!.trainable = false;
    expect(net.weights.map((w) => w.name)).toEqual([
      'dense/kernel:0',
      'dense/bias:0',
      'dense_1/kernel:0',
      'dense_1/bias:0',
    ]);
    expect(net.trainableWeights.map((w) => w.name)).toEqual(['dense_1/kernel:0', 'dense_1/bias:0']);
    expect(net.nonTrainableWeights.map((w) => w.name)).toEqual(['dense/kernel:0', 'dense/bias:0']);
    net.trainable = false;
    expect(net.trainableWeights).toEqual([]);
  });
});

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

describe('initializers reach the layers', () => {
  it('by instance, class, name and function; a wrong shape is refused', () => {
    class Sevens extends Initializer {
      override call(shape: readonly number[]) {
        return fromValues(new Array(shape.reduce((a, b) => a * b, 1)).fill(7), shape);
      }
    }
    for (const like of [new Sevens(), Sevens, (shape: readonly number[]) => new Sevens().call(shape)]) {
      const layer = new Dense(1, { kernelInitializer: like });
      layer.call([[1, 1]]);
      expect(values(layer)).toEqual([[7, 7], [0]]);
    }
    const mute = new Dense(1, { kernelInitializer: (() => undefined) as never });
    refused(
      () => mute.call([[1, 1]]),
      'ValueError',
      'dense_3/kernel initializer: expected values of shape (2, 1), received undefined. Use the shape that call is given.',
    );
    const lists = new Dense(1, { kernelInitializer: (() => [[7], [7]]) as never, biasInitializer: null });
    lists.call([[1, 1]]);
    expect(values(lists)).toEqual([[7, 7], [expect.not.closeTo(0)]]);
    const bad = new Dense(1, { kernelInitializer: () => fromValues([1], [1]) });
    refused(
      () => bad.call([[1, 1]]),
      'ValueError',
      'dense_5/kernel initializer: expected values of shape (2, 1), received (1,). Use the shape that call is given.',
    );
  });
});
