import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { ones, tidy, zeros } from '#lib';
import {
  attachGrad,
  backward,
  Dense,
  Dropout,
  isRecording,
  MXNetError,
  pause,
  record,
  resetNames,
  Sequential,
  seed,
  type Tensor,
  Trainer,
  tensor,
  UserWarning,
} from '#lib/gluon';

beforeEach(resetNames);
const numbers = (t: Tensor) => t.flatten().tolist() as number[];
function net(): Sequential {
  const made = new Sequential();
  made.add(new Dense(3, { activation: 'tanh', inUnits: 2 }), new Dense(1, { inUnits: 3 }));
  seed(1);
  made.initialize();
  return made;
}
const X = tensor([
  [1, 2],
  [-1, 0.5],
]);
const notInGraph =
  'backward: expected a recorded array, received one not in a computational graph. Compute it inside record(() => …), once for each backward.';

describe('recording', () => {
  it('G-70: nothing is remembered outside record, not even for parameters', () => {
    const model = net();
    expect(() => backward(model.call(X))).toThrow(notInGraph);
    expect(() => record(() => pause(() => backward(model.call(X))))).toThrow(MXNetError);
    expect(() => backward([1] as never)).toThrow('backward: expected a recorded array, received an Array.');
    expect([isRecording(), record(isRecording), record(() => pause(isRecording))]).toEqual([
      false,
      true,
      false,
    ]);
  });
  it('record is over when its body throws', () => {
    expect(() =>
      record(() => {
        throw new RangeError('mine');
      }),
    ).toThrow('mine');
    expect(isRecording()).toBe(false);
    expect(() => record(X as never)).toThrow(
      'record: expected a function, received a Tensor. Write record(() => …).',
    );
    expect(() => record(async () => X)).toThrow(
      'record: expected a body that is done when it returns, received a promise. Put the await outside.',
    );
    expect(() => pause(null as never)).toThrow('pause: expected a function, received null.');
    expect(isRecording()).toBe(false);
  });
  it('G-71: backward of a whole array starts from ones', () => {
    const model = net();
    const sum = record(() => model.call(X).sum());
    backward(sum);
    const wanted = numbers(model.at<Dense>(0).weight.grad());
    model.collectParams().zeroGrad();
    backward(record(() => model.call(X)));
    expect(numbers(model.at<Dense>(0).weight.grad())).toEqual(wanted);
    expect(wanted.some((g) => g !== 0)).toBe(true);
  });
  it('G-72: write overwrites, add adds, uses within one graph are summed', () => {
    for (const [req, factor] of [
      ['write', 1],
      ['add', 2],
    ] as const) {
      const w = tensor([3]);
      attachGrad(w, req);
      for (let pass = 0; pass < 2; pass++) backward(record(() => w.mul(w)));
      expect(w.grad!.tolist()).toEqual([6 * factor]);
    }
    const none = tensor([3]);
    attachGrad(none, 'null');
    expect([none.grad, none.requiresGrad]).toEqual([null, false]);
  });
  it('G-73: a graph serves one backward, unless it is kept', () => {
    const w = tensor([3]);
    attachGrad(w);
    const y = record(() => w.mul(w));
    backward(y, { retainGraph: true });
    backward(y);
    expect(w.grad!.tolist()).toEqual([6]);
    expect(() => backward(y)).toThrow(notInGraph);
  });
  it('G-74: writing into a recorded array is refused inside record, and unseen outside', () => {
    const { weight } = net().at<Dense>(0);
    const refused =
      'record: expected no write in place of recorded values, received one (Inplace operations (+=, -=, x[:]=, etc) are not supported, nor Assigning to NDArrays that are already in a computational graph). Write outside record.';
    const before = numbers(weight.data());
    expect(() => record(() => weight.data().add_(1))).toThrow(refused);
    expect(() => record(() => weight.data().indexPut_([0, 0], 1))).toThrow(refused);
    expect(numbers(weight.data())).toEqual(before);
    expect(() => record(() => weight.data().mul(2).add_(1))).toThrow(refused);
    expect(() => record(() => zeros([3, 2]).copy_(weight.data()))).toThrow(refused);
    expect(record(() => zeros([1]).add_(1)).item()).toBe(1);
    weight.data().add_(1);
    expect(numbers(weight.data())).toEqual(before.map((v) => Math.fround(v + 1)));
  });
  it('a leaf of another kind keeps its own policy', () => {
    const { weight } = net().at<Dense>(0);
    const plain = ones([2, 3], { requiresGrad: true });
    for (let pass = 0; pass < 2; pass++) backward(record(() => plain.matmul(weight.data())));
    expect(plain.grad!.tolist()).not.toEqual(zeros([2, 3]).tolist());
  });
  it('Dropout works in record only, and keeps the mean', () => {
    const dropout = new Dropout(0.25);
    const x = ones([100, 100]);
    expect(dropout.call(x)).toBe(x);
    seed(3);
    const y = numbers(record(() => dropout.call(x)));
    expect(new Set(y)).toEqual(new Set([0, Math.fround(1 / 0.75)]));
    // 10⁴ draws: the standard error of the share is 0.0043, so 0.03 is seven of them.
    expect(Math.abs(y.filter((v) => v === 0).length / 1e4 - 0.25)).toBeLessThan(0.03);
    expect(record(() => new Dropout(0).call(x))).toBe(x);
  });
});

describe('a trainer', () => {
  const step = (model: Sequential, trainer: Trainer, batch = 2) => {
    backward(record(() => model.call(X).sum()));
    trainer.step(batch);
  };

  it('G-46: goes by name as text', () => {
    const model = new Sequential();
    for (let i = 0; i < 11; i++) model.add(new Dense(1, { inUnits: 1, useBias: false }));
    model.initialize();
    const { parameters } = new Trainer(model.collectParams(), 'sgd');
    expect(parameters.slice(0, 4).map(({ name }) => name)).toEqual(
      ['dense0', 'dense10', 'dense1', 'dense2'].map((name) => `${name}_weight`),
    );
    const listed = [...model.collectParams().values()].reverse();
    expect(new Trainer(listed, 'sgd').parameters).toEqual(listed);
  });
  it('G-46: a gradient from before the last step is refused, before anything changes', () => {
    const model = net();
    const trainer = new Trainer(model.collectParams(), 'sgd');
    step(model, trainer);
    const before = numbers(model.at<Dense>(1).weight.data());
    const refuse = () => trainer.step(2);
    expect(refuse).toThrow(UserWarning);
    expect(refuse).toThrow(
      'Trainer.step: expected a fresh gradient for every parameter, received one of dense0_bias that has not been updated by backward since last step. Call backward first, or pass ignoreStaleGrad: true.',
    );
    trainer.step(2, { ignoreStaleGrad: true });
    expect(numbers(model.at<Dense>(1).weight.data())).toEqual(before);
  });
  it('keeps what it remembers of large parameters, whatever a tidy around a step hands back', () => {
    const trained = (around: (body: () => void) => void): number[] => {
      const model = new Dense(20, { inUnits: 1000, useBias: false });
      model.initialize('ones');
      const trainer = new Trainer(model.collectParams(), 'sgd', { learningRate: 0.1, momentum: 0.9 });
      const x = ones([1, 1000]);
      for (let i = 0; i < 3; i++) {
        around(() => {
          backward(record(() => model.call(x).sum()));
          trainer.step(1);
        });
        tidy(() => void ones([20_000]).mul(7));
      }
      return numbers(model.weight.data());
    };
    expect(trained(tidy)).toEqual(trained((body) => body()));
  });
  it('refuses what it cannot train', () => {
    expect(() => new Trainer([3 as never], 'sgd')).toThrow(
      'Trainer: expected parameters, received the number 3 (First argument must be a list or dict of Parameters). Pass net.collectParams().',
    );
    expect(() => new Trainer(new Dense(1) as never, 'sgd')).toThrow('received a Dense (First argument');
    expect(() => new Trainer([], 'sgd').step(0)).toThrow(
      'Trainer.step: expected a batch size > 0, received the number 0. Pass how many rows the loss was summed over.',
    );
    expect(() => new Trainer([], 'sdg')).toThrow(
      "Trainer: expected the name of an optimizer, received 'sdg' (Cannot find optimizer). Known: sgd, adam.",
    );
    const waiting = new Dense(1);
    expect(() => new Trainer(waiting.params, 'sgd')).toThrow('has not been initialized. Note that');
    waiting.initialize();
    expect(() => new Trainer([waiting.weight], 'sgd').step(1)).toThrow('initialization was deferred');
  });
  it('sgd and adam do what a dull loop does (property)', () => {
    const small = fc.double({ min: 0, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(
        fc.constantFrom('sgd', 'adam'),
        small,
        small,
        fc.integer({ min: 1, max: 4 }),
        (name, wd, momentum, batch) => {
          const w = new Dense(1, { inUnits: 1, useBias: false, dtype: 'float64' });
          w.initialize('ones');
          w.weight.lrMult = 2;
          w.weight.wdMult = 3;
          const trainer = new Trainer(w.collectParams(), name, { learningRate: 0.1, wd, momentum });
          let [value, m, v] = [1, 0, 0];
          for (let t = 1; t <= 3; t++) {
            backward(record(() => w.call(tensor([[5]], { dtype: 'float64' }))));
            trainer.step(batch);
            const g = 5 / batch + 3 * wd * value;
            if (name === 'sgd') {
              m = momentum * m - 0.2 * g;
              value += m;
            } else {
              m = 0.9 * m + 0.1 * g;
              v = 0.999 * v + 0.001 * g * g;
              value -= (0.2 * (Math.sqrt(1 - 0.999 ** t) / (1 - 0.9 ** t)) * m) / (Math.sqrt(v) + 1e-8);
            }
            expect(w.weight.data().item()).toBeCloseTo(value, 10);
          }
        },
      ),
    );
  });
  it('a frozen parameter stays, a shared one moves once', () => {
    const model = new Sequential();
    const shared = new Dense(2, { inUnits: 2 });
    model.add(shared, new Dense(2, { params: shared.params, inUnits: 2 }));
    model.initialize('ones');
    shared.bias!.gradReq = 'null';
    const trainer = new Trainer(model.collectParams(), 'sgd', { learningRate: 1 });
    backward(record(() => model.call(tensor([[1, 0]])).sum()));
    const g = numbers(shared.weight.grad());
    trainer.step(1);
    expect(numbers(shared.bias!.data())).toEqual([0, 0]);
    expect(numbers(shared.weight.data())).toEqual(g.map((d) => 1 - d));
  });
  it('a parameter on a strided window is stepped where it lies', () => {
    const dense = new Dense(2, { inUnits: 2, useBias: false });
    dense.initialize('zeros');
    const memory = zeros([2, 2]);
    dense.weight.core.data = memory.t();
    backward(record(() => dense.call(tensor([[1, 2]])).sum()));
    new Trainer(dense.params, 'sgd', { learningRate: 1 }).step(1);
    expect(memory.tolist()).toEqual([
      [-1, -1],
      [-2, -2],
    ]);
  });
});
