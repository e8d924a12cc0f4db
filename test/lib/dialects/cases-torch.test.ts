import { describe, expect, it } from 'vitest';
import {
  calculateFanInAndFanOut,
  calculateGain,
  Linear,
  Module,
  manualSeed,
  noGrad,
  Parameter,
  ReLU,
  rand,
  repr,
  Sequential,
  type Tensor,
  tensor,
  uniform_,
  zeros,
} from '#lib/torch';

/** The differential cases of PyTorch, by their number in the specification. */
type Net = ReturnType<typeof mlp>;
const mlp = () => new Sequential(new Linear(4, 8), new ReLU(), new Linear(8, 1));
const names = (module: Module, options = {}) => [...module.namedParameters(options)].map(([name]) => name);
const keys = (module: Module) => [...module.namedChildren()].map(([name]) => name);
const close = (got: Tensor, want: readonly number[], digits = 6) =>
  (got.flatten().tolist() as number[]).forEach((value, i) => {
    expect(value).toBeCloseTo(want[i]!, digits);
  });
function seeded(): { net: Net; x: Tensor } {
  manualSeed(0);
  const net = mlp();
  return { net, x: rand([2, 4]) };
}

/** Case 15: y = l(relu(l(x))). */
function shared() {
  const l = new Linear(2, 2);
  l.weight.data.copy_(
    tensor([
      [1, -1],
      [2, 1],
    ]),
  );
  l.bias!.data.copy_(tensor([0.5, -0.5]));
  return l;
}
const twice = (first: Linear, second: Linear) => new Sequential(first, new ReLU(), second);
const X = tensor([
  [1, 2],
  [3, -1],
]);

describe('PyTorch case', () => {
  it('1: names and shapes', () => {
    expect([...mlp().namedParameters()].map(([name, { shape }]) => [name, shape])).toEqual([
      ['0.weight', [8, 4]],
      ['0.bias', [8]],
      ['2.weight', [1, 8]],
      ['2.bias', [1]],
    ]);
  });
  it('2: a nested net prints as in the book', () => {
    const block = () => new Sequential(new Linear(4, 8), new ReLU(), new Linear(8, 4), new ReLU());
    const blocks = new Sequential() as Module;
    for (let i = 0; i < 2; i++) blocks.addModule(`block ${i}`, block());
    const text = (i: number) =>
      `    (block ${i}): Sequential(\n      (0): Linear(in_features=4, out_features=8, bias=True)\n      (1): ReLU()\n      (2): Linear(in_features=8, out_features=4, bias=True)\n      (3): ReLU()\n    )\n`;
    expect(repr(new Sequential(blocks, new Linear(4, 1)))).toBe(
      `Sequential(\n  (0): Sequential(\n${text(0)}${text(1)}  )\n  (1): Linear(in_features=4, out_features=1, bias=True)\n)`,
    );
  });
  it('4: seeded forward', () => {
    const { net, x } = seeded();
    close(net.forward(x), [-0.253089726, -0.309840024]);
  });
  it('5: seeded gradients', () => {
    const { net, x } = seeded();
    net.forward(x).sum().backward();
    close(net[2].bias!.grad!, [2]);
    close(net[2].weight.grad!, [0, 0.059598655, 0, 0, 0, 2.09686327, 0.394596219, 0.268401563]);
    close(net[0].weight.grad!.select(0, 1), [-0.190234363, -0.29999119, -0.217996314, -0.234119058]);
  });
  it('7: the gradient is null, a tensor, null', () => {
    const { net, x } = seeded();
    const { weight } = net[0];
    expect(weight.grad).toBeNull();
    net.forward(x).sum().backward();
    expect(weight.grad).not.toBeNull();
    net.zeroGrad();
    expect(weight.grad).toBeNull();
  });
  it('8: positions that are none', () => {
    const net = mlp() as unknown as Record<string, unknown> & { at(i: unknown): unknown };
    for (const i of [3, -4]) expect(() => net.at(i)).toThrow(`index ${i} is out of range`);
    for (const i of ['0', 1.5, [0, 1]]) expect(() => net.at(i)).toThrow(TypeError);
  });
  it('9: slices keep keys and objects', () => {
    const net = mlp();
    const tail = net.slice(1) as Module;
    expect([keys(tail), tail.getSubmodule('2') === net[2]]).toEqual([['1', '2'], true]);
    expect(keys(net.slice(undefined, undefined, -1) as Module)).toEqual(['2', '1', '0']);
  });
  it('11: deleting a place renumbers the rest', () => {
    const net = new Sequential(new Linear(1, 1), new Linear(2, 2), new Linear(3, 3));
    const last = net[2];
    net.delete(0);
    expect(keys(net)).toEqual(['0', '1']);
    expect((net as unknown as Sequential).at(1)).toBe(last);
  });
  it('12: names a child cannot have', () => {
    const net: Module = mlp();
    const add =
      (name: unknown, child: unknown = new ReLU()) =>
      () =>
        net.addModule(name as string, child as Module);
    expect(add('a.b')).toThrow(`can't contain "."`);
    expect(add('')).toThrow(`can't be empty string ""`);
    expect(add(3)).toThrow('module name should be a string');
    expect(add('x', 3)).toThrow('is not a Module subclass');
    expect(add('forward')).toThrow("attribute 'forward' already exists");
    expect(keys(net)).toEqual(['0', '1', '2']);
  });
  it('14: a tied net listed once, twice, saved twice', () => {
    const l = new Linear(2, 2);
    const net = twice(l, l);
    expect([names(net).length, names(net, { removeDuplicate: false }).length, net.stateDict().size]).toEqual([
      2, 4, 4,
    ]);
    const count = (tensors: Iterable<Tensor>) => [...tensors].reduce((sum, { size }) => sum + size, 0);
    expect([count(net.parameters()), count(net.stateDict().values())]).toEqual([6, 12]);
  });
  it('15: the gradients of both uses add up', () => {
    const l = shared();
    const y = twice(l, l).forward(X);
    expect(y.tolist()).toEqual([
      [-3, 3],
      [0.5, 13],
    ]);
    y.sum().backward();
    expect([l.weight.grad!.tolist(), l.bias!.grad!.tolist()]).toEqual([
      [
        [13.5, 5],
        [4.5, 8],
      ],
      [5, 2],
    ]);
  });
  it('16: untied, each use keeps its part', () => {
    const [a, b] = [shared(), shared()];
    twice(a, b).forward(X).sum().backward();
    expect([a.weight.grad!.tolist(), b.weight.grad!.tolist()]).toEqual([
      [
        [9, -3],
        [0, 0],
      ],
      [
        [4.5, 8],
        [4.5, 8],
      ],
    ]);
  });
  it('17: two passes accumulate', () => {
    const l = shared();
    for (let pass = 0; pass < 2; pass++) twice(l, l).forward(X).sum().backward();
    expect(l.weight.grad!.tolist()).toEqual([
      [27, 10],
      [9, 16],
    ]);
  });
  it('19: one matrix, both ways', () => {
    const e = tensor(
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      { requiresGrad: true },
    );
    const h = tensor([[1, 0, -1]]).matmul(e.t());
    const o = h.matmul(e);
    expect([h.tolist(), o.tolist()]).toEqual([[[-2, -2]], [[-10, -14, -18]]]);
    o.sum().backward();
    expect(e.grad!.tolist()).toEqual([
      [4, -2, -8],
      [13, -2, -17],
    ]);
  });
  it('21: missing keys are told before unexpected ones', () => {
    const net = mlp();
    const state = new Map(net.stateDict());
    state.delete('2.bias');
    state.set('extra', tensor([1]));
    expect(() => net.loadStateDict(state)).toThrow(
      /Missing key\(s\).*2\.bias[\s\S]*Unexpected key\(s\).*extra/,
    );
  });
  it('22: a wrong shape is an error even when not strict', () => {
    const net = mlp();
    expect(() => net.loadStateDict(new Map([['0.weight', zeros([2, 2])]]), { strict: false })).toThrow(
      'size mismatch for 0.weight',
    );
  });
  it('23: what fits is copied before the error', () => {
    const net = mlp();
    const state = new Map([
      ['0.weight', zeros([8, 4])],
      ['2.weight', zeros([3, 3])],
    ]);
    expect(() => net.loadStateDict(state, { strict: false })).toThrow();
    expect(net[0].weight.tolist()).toEqual(zeros([8, 4]).tolist());
  });
  it('25: other types are converted; a one-element vector fits a scalar, not the other way', () => {
    const net = new Linear(2, 1);
    const load = (bias: Tensor) => net.loadStateDict(new Map([['bias', bias]]), { strict: false });
    load(tensor([3], { dtype: 'int64' }));
    expect([net.bias!.tolist(), net.bias!.dtype]).toEqual([[3], 'float32']);
    expect(() => load(tensor(4))).toThrow('size mismatch');
    class Scale extends Module {
      factor = new Parameter(tensor(1));
    }
    const scale = new Scale();
    scale.loadStateDict(new Map([['factor', tensor([5])]]));
    expect([scale.factor.shape, scale.factor.item()]).toEqual([[], 5]);
  });
  it('26: loading keeps object and gradient, and counts one edit', () => {
    const { net, x } = seeded();
    net.forward(x).sum().backward();
    const { weight } = net[0];
    const [grad, version] = [weight.grad, weight.version];
    net.loadStateDict(mlp().stateDict());
    expect([net[0].weight === weight, weight.grad === grad, weight.version]).toEqual([
      true,
      true,
      version + 1,
    ]);
  });
  it('28: a leaf and its parts refuse edits while gradients are recorded', () => {
    const { weight } = new Linear(2, 2);
    expect(() => weight.add_(1)).toThrow('a leaf Variable that requires grad');
    expect(() => weight.indexPut_([0, 0], 42)).toThrow('a view of a leaf Variable');
  });
  it('29: edits through .data are not counted', () => {
    const w = tensor([[-6.9027, 7.6638, -0, -0]], { requiresGrad: true });
    w.data.add_(1);
    w.data.indexPut_([0, 0], 42);
    close(w, [42, 8.6638, 1, 1], 5);
    expect(w.version).toBe(0);
  });
  it('30: an edit matters only where the value is used again', () => {
    const edited = (f: (w: Tensor) => Tensor) => {
      const w = tensor([3], { requiresGrad: true });
      const y = f(w);
      noGrad(() => w.add_(1));
      y.backward();
      return w.grad!.tolist();
    };
    expect(() => edited((w) => w.mul(w))).toThrow('version');
    expect(edited((w) => w.mul(2))).toEqual([2]);
  });
  it('32: an edit through .data after forward silently changes gradients', () => {
    const grad = (edit: boolean) => {
      const { net, x } = seeded();
      const y = net.forward(x).sum();
      if (edit) net[2].weight.data.add_(1);
      y.backward();
      return net[0].bias!.grad!;
    };
    close(grad(true), [0, 1.6375, 0, 0, 0, 1.6355, 2.4461, 2.4146], 4);
    close(grad(false), [0, -0.3625, 0, 0, 0, -0.3645, 0.4461, 0.4146], 4);
  });
  it('34, 35: apply goes children first, a layer in two places once', () => {
    const order = (module: Module) => {
      const seen: string[] = [];
      module.apply(({ typeName }) => seen.push(typeName));
      return seen.join(' ');
    };
    const block = () => new Sequential(new Linear(4, 8), new ReLU(), new Linear(8, 4), new ReLU());
    const one = 'Linear ReLU Linear ReLU Sequential';
    expect(order(new Sequential(new Sequential(block(), block()), new Linear(4, 1)))).toBe(
      `${one} ${one} Sequential Linear Sequential`,
    );
    const l = new Linear(2, 2);
    expect(order(twice(l, l))).toBe('Linear ReLU Sequential');
  });
  it('36: gains and fans', () => {
    expect([
      calculateGain('linear'),
      calculateGain('tanh'),
      calculateGain('relu'),
      calculateGain('selu'),
    ]).toEqual([1, 5 / 3, Math.SQRT2, 0.75]);
    expect(calculateGain('leaky_relu')).toBeCloseTo(1.4141428569978354, 15);
    expect(
      [
        [16, 3, 5, 5],
        [2, 3, 4],
      ].map((shape) => Object.values(calculateFanInAndFanOut(shape))),
    ).toEqual([
      [75, 400],
      [12, 8],
    ]);
  });
  it('38: a rule of your own leaves zeros, −0 and what is between 5 and 10', () => {
    manualSeed(2);
    const net = mlp();
    net.apply((m) => {
      if (!(m instanceof Linear)) return;
      uniform_(m.weight, -10, 10);
      m.weight.data.mul_(m.weight.data.abs().ge(5).to('float32'));
    });
    const values = net[0].weight.flatten().tolist() as number[];
    expect(values.every((v) => v === 0 || (Math.abs(v) >= 5 && Math.abs(v) < 10))).toBe(true);
    expect([
      values.some((v) => v > 0),
      values.some((v) => v < 0),
      values.some((v) => Object.is(v, -0)),
    ]).toEqual([true, true, true]);
  });
});
