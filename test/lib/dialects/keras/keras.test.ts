import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { fromValues } from '../../../../lib/array/array.ts';
import { tensor } from '../../../../lib/autograd/functions.ts';
import {
  Activation,
  clearSession,
  Dense,
  Flatten,
  Initializer,
  Input,
  Layer,
  ReLU,
  Sequential,
  snakeCase,
} from '../../../../lib/dialects/keras/index.ts';
import { refused } from '../../refused.ts';
import { values, X } from './given.ts';

beforeEach(clearSession);

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
    expect([net.variables, net.trainableVariables, net.nonTrainableVariables]).toEqual([
      net.weights,
      net.trainableWeights,
      net.nonTrainableWeights,
    ]);
    net.trainable = false;
    expect(net.trainableWeights).toEqual([]);
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
