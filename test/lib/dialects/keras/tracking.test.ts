import { beforeEach, describe, expect, it } from 'vitest';
import { fromValues, ones, tensor, zeros } from '#lib';
import {
  clearSession,
  cloneModel,
  Dense,
  Flatten,
  GradientTape,
  Input,
  Layer,
  type LooseShape,
  Sequential,
  type Tensor,
  Variable,
} from '#lib/keras';

beforeEach(clearSession);
const names = (variables: readonly Variable[]) => variables.map(({ name }) => name);
const paths = (layer: Layer) => [...layer.core.namedParameters()].map(([path]) => path);
const X = ones([1, 2]);

/** A layer of a layer, a list that is filled later, and a model. */
class Sub extends Layer {
  dense = new Dense(2);
  list: Layer[] = [];
  model = new Sequential([new Dense(2)]);
  constructor(options = {}) {
    super(options);
    this.list.push(new Dense(2));
  }
  protected override compute(x: Tensor): Tensor {
    return this.model.call(this.list[0]!.call(this.dense.call(x)));
  }
}
class Norm extends Layer {
  mean!: Variable;
  gamma!: Variable;
  override build(shape: LooseShape): void {
    this.mean = this.addWeight('mean', [1], 'zeros', { trainable: false });
    this.gamma = this.addWeight('gamma', [1]);
    super.build(shape);
  }
  protected override compute(x: Tensor): Tensor {
    return x.mul(this.gamma.value());
  }
}

describe('weights shared by attribute (K-25)', () => {
  it('are listed once in the model, last in the borrower, and get the sum of both uses', () => {
    const lender = new Dense(2, { kernelInitializer: 'identity' });
    const borrower = new Dense(2);
    const net = new Sequential([lender, borrower]);
    net.call(X);
    borrower.kernel = lender.kernel;
    expect(names(net.weights)).toEqual(['dense/kernel:0', 'dense/bias:0', 'dense_1/bias:0']);
    expect(names(borrower.weights)).toEqual(['dense_1/bias:0', 'dense/kernel:0']);
    expect([net.countParams(), paths(net)]).toEqual([8, ['0.kernel', '0.bias', '1.bias']]);
    const tape = new GradientTape();
    const y = tape.record(() => net.call(X));
    expect(tape.gradient(y, lender.kernel!)!.tolist()).toEqual([
      [2, 2],
      [2, 2],
    ]);
  });
  it('are not lost while another attribute holds them', () => {
    class Twice extends Norm {
      also: Variable | null = null;
    }
    const layer = new Twice();
    layer.build([1, 1]);
    const { gamma } = layer;
    layer.also = gamma;
    layer.gamma = new Variable('other', fromValues([1], [1]));
    expect(layer.weights).toContain(gamma);
    layer.also = null;
    expect(names(layer.weights)).toEqual(['other:0', 'twice/mean:0']);
  });
});

describe('a layer of layers', () => {
  it('has their weights, under its name unless a Sequential stands between (K-04)', () => {
    const net = new Sequential([new Sub({ name: 'sub' })]);
    net.call(X);
    const both = ['kernel:0', 'bias:0'];
    expect(names(net.weights)).toEqual(
      ['sub/dense', 'sub/dense_2', 'dense_1'].flatMap((layer) => both.map((kind) => `${layer}/${kind}`)),
    );
    expect(paths(net).sort()).toEqual(
      ['dense', 'list.0', 'model.0'].flatMap((at) => [`0.${at}.bias`, `0.${at}.kernel`]),
    );
  });
  it('freezes and thaws them with itself; a layer that is taken off it is let go', () => {
    const sub = new Sub();
    sub.call(X);
    sub.trainable = false;
    expect([sub.trainableWeights, sub.nonTrainableWeights.length, sub.dense.trainable]).toEqual([
      [],
      6,
      false,
    ]);
    sub.trainable = true;
    sub.dense.trainable = false;
    expect([sub.trainableWeights.length, sub.weights.length]).toEqual([4, 6]);
    Reflect.deleteProperty(sub, 'dense');
    expect([sub.weights.length, paths(sub).length]).toEqual([4, 4]);
  });
  it('K-20: lists trainable weights before the others; those are not trained', () => {
    const norm = new Norm();
    norm.call(X);
    expect(names(norm.weights)).toEqual(['norm/gamma:0', 'norm/mean:0']);
    expect([names(norm.trainableWeights), names(norm.nonTrainableWeights)]).toEqual([
      ['norm/gamma:0'],
      ['norm/mean:0'],
    ]);
    const tape = new GradientTape();
    tape.watch(norm.gamma);
    const y = tape.record(() => norm.mean.value().mul(3));
    expect(tape.gradient(y, norm.mean)).toBeNull();
    const watching = new GradientTape();
    watching.watch(norm.mean);
    const z = watching.record(() => norm.mean.value().mul(3));
    expect(watching.gradient(z, norm.mean)!.tolist()).toEqual([3]);
  });
});

describe('a Sequential that changes', () => {
  it('freezes its layers with itself, and knows no weights before they are there', () => {
    const net = new Sequential(new Dense(1));
    expect(() => net.trainableWeights).toThrow('sequential.trainableWeights: expected a layer with weights');
    expect(() => net.nonTrainableWeights).toThrow('have not yet been created');
    net.trainable = false;
    expect(net.layers[0]!.trainable).toBe(false);
  });
  it('builds what is added once its input is known; what does not fit is not added', () => {
    const net = new Sequential([new Dense(2)]);
    net.call(X);
    net.add(new Dense(3));
    expect([net.weights.length, net.outputShapeOf(net.layers[1]!)]).toEqual([4, [1, 3]]);
    const bad = new Dense(1, { kernelInitializer: () => fromValues([1], [1]) });
    const declared = new Sequential([Input([4])]);
    for (const model of [net, declared]) {
      const before = model.layers;
      expect(() => model.add(bad)).toThrow('dense_2/kernel initializer: expected values of shape');
      expect(model.layers).toEqual(before);
    }
    declared.add(new Dense(2));
    expect(paths(declared)).toEqual(['0.kernel', '0.bias']);
  });
  it('lets go of a popped layer; an emptied one is as new', () => {
    const net = new Sequential([new Dense(2), new Dense(1)]);
    net.call(X);
    net.pop();
    expect([paths(net), net.weights.length]).toEqual([['0.kernel', '0.bias'], 2]);
    net.pop();
    expect(() => net.weights).toThrow('have not yet been created');
    net.add(new Dense(5));
    expect(net.call(ones([1, 7])).shape).toEqual([1, 5]);
  });
});

describe('small promises', () => {
  it('what is no list, map, shape or model is refused by name', () => {
    const net = new Sequential([new Dense(1)]);
    net.call(X);
    expect(() => net.setWeights(3 as never)).toThrow(
      'sequential.setWeights: expected a list of arrays, received the number 3. Pass what getWeights() gave.',
    );
    expect(() => net.build(4 as never)).toThrow(
      'sequential.build: expected the shape of an input, received the number 4. Pass it with the batch, such as [null, 4].',
    );
    expect(() => net.loadWeights('net.h5' as never)).toThrow(
      "loadWeights: expected a Map of names and arrays, received the string 'net.h5'. Read a file first: (await loadCheckpoint(path)).tensors.",
    );
    expect(() => cloneModel(new Dense(1) as never)).toThrow(
      'cloneModel: expected a Sequential, received a Dense (Expected `model` argument to be a `Model` instance). Clone a layer with layer.clone().',
    );
    expect(new Variable('v', [1, 2]).shape).toEqual([2]);
  });
  it('inputs are named from one, and an empty batch is flattened', () => {
    expect([Input([1]).name, Input([1]).name]).toEqual(['input_1', 'input_2']);
    expect(new Flatten().call(zeros([0, 2, 3])).shape).toEqual([0, 6]);
  });
  it('K-60: a copy takes over whether a layer is frozen, and no given first values', () => {
    const net = new Sequential([new Dense(1, { weights: [[[5], [5]], [6]], trainable: false })]);
    net.call(X);
    const copy = cloneModel(net);
    copy.call(X);
    expect([copy.layers[0]!.trainable, copy.getWeights()[1]!.values()]).toEqual([false, [0]]);
  });
  it('a tape takes one source or several, computed ones too, and nothing else', () => {
    const v = new Variable('v', fromValues([2], [1]));
    const tape = new GradientTape({ persistent: true });
    const [half, y] = tape.record(() => {
      const h = v.value().mul(3);
      return [h, h.mul(h)] as const;
    });
    expect(tape.gradient(y, v)!.tolist()).toEqual([36]);
    expect(tape.gradient(y, [half, v, y]).map((g) => g!.item())).toEqual([12, 36, 1]);
    expect(() => tape.gradient(y, [3 as never])).toThrow(
      'gradient: expected variables or tensors, received the number 3. Pass what the tape recorded, such as net.trainableWeights.',
    );
    expect(() => tape.watch(null as never)).toThrow('watch: expected variables or tensors, received null.');
    expect(() => tape.record(y as never)).toThrow('record: expected a function, received a Tensor.');
  });
  it('a gradient goes through the conversion of an input to float32', () => {
    const x = tensor([[1, 2]], { dtype: 'float64' });
    const tape = new GradientTape();
    tape.watch(x);
    const y = tape.record(() => new Dense(1, { kernelInitializer: 'ones' }).call(x));
    expect(String(tape.gradient(y, x))).toBe('tensor([[1., 1.]], dtype=torch.float64)');
  });
});
