import { describe, expect, it } from 'vitest';
import { tensor } from '../../../lib/autograd/functions.ts';
import { noGrad } from '../../../lib/autograd/mode.ts';
import type { Tensor } from '../../../lib/autograd/tensor.ts';
import { repr, sizeRepr } from '../../../lib/dialects/torch/repr.ts';
import { ReLU } from '../../../lib/layers/activations.ts';
import { Linear } from '../../../lib/layers/linear.ts';
import { Sequential } from '../../../lib/layers/sequential.ts';
import { deepCopy } from '../../../lib/nn/copy.ts';
import { Module } from '../../../lib/nn/module.ts';
import { Parameter } from '../../../lib/nn/parameter.ts';
import { parametersToVector, vectorToParameters } from '../../../lib/nn/vector.ts';

const net = () => new Sequential(new Linear(2, 2), new ReLU(), new Linear(2, 1));

describe('stateDict', () => {
  it('is a window: it sees later edits, and writing through it changes the parameter', () => {
    const model = net();
    const state = model.stateDict();
    noGrad(() => model[0].weight.fill_(7));
    expect(state.get('0.weight')?.tolist()).toEqual([
      [7, 7],
      [7, 7],
    ]);
    state.get('2.bias')!.fill_(3);
    expect(model[2].bias?.tolist()).toEqual([3]);
    model[0].weight.data = tensor([
      [0, 0],
      [0, 0],
    ]);
    expect(state.get('0.weight')?.tolist()).toEqual([
      [7, 7],
      [7, 7],
    ]);
  });
  it('takes a prefix word for word, keeps variables on request, skips what is not saved', () => {
    const model = new Linear(1, 1, { bias: false }) as Linear & Record<string, unknown>;
    model.registerBuffer('seen', tensor([1]));
    model.registerBuffer('scratch', tensor([2]), { persistent: false });
    model.registerBuffer('empty', null);
    const state = model.stateDict({ prefix: 'pre.', keepVars: true });
    expect([...state.keys()]).toEqual(['pre.weight', 'pre.seen']);
    expect(state.get('pre.weight')).toBe(model.weight);
    expect([...net().stateDict().metadata.keys()]).toEqual(['', '0', '1', '2']);
  });
});

describe('loadStateDict', () => {
  it('copies in place: identity, grad and ties stay, the version rises by one', () => {
    const [from, to] = [net(), net()];
    to.forward(tensor([[1, 2]]))
      .sum()
      .backward();
    const { weight } = to[0];
    const [grad, version] = [weight.grad, weight.version];
    const result = to.loadStateDict(from.stateDict());
    expect(String(result)).toBe('<All keys matched successfully>');
    expect([to[0].weight === weight, weight.grad === grad, weight.version]).toEqual([
      true,
      true,
      version + 1,
    ]);
    expect(weight.tolist()).toEqual(from[0].weight.tolist());
    expect(weight.array.data).not.toBe(from[0].weight.array.data);
  });
  it('reports missing and unexpected keys; strict makes them an error after copying what fits', () => {
    const model = net();
    const given = {
      '0.weight': tensor([
        [1, 2],
        [3, 4],
      ]),
      zz: tensor([1]),
      '0.bias': tensor([5, 6]),
    };
    const loose = model.loadStateDict(given, { strict: false });
    expect(String(loose)).toBe(
      "_IncompatibleKeys(missing_keys=['2.weight', '2.bias'], unexpected_keys=['zz'])",
    );
    const other = net();
    expect(() => other.loadStateDict(given)).toThrow(
      'Error(s) in loading state_dict for Sequential:' +
        '\n\tMissing key(s) in state_dict: "2.weight", "2.bias". ' +
        '\n\tUnexpected key(s) in state_dict: "zz". ',
    );
    expect(other[0].weight.tolist()).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });
  it('refuses other shapes even when not strict, and values that are no tensors', () => {
    const bias = new Linear(1, 1) as Linear;
    const load = (value: unknown) => () =>
      bias.loadStateDict({ bias: value, weight: tensor([[9]]) }, { strict: false });
    expect(load(tensor([1, 2]))).toThrow(
      'size mismatch for bias: copying a param with shape torch.Size([2]) from checkpoint, ' +
        'the shape in current model is torch.Size([1]).',
    );
    expect(load(tensor(1))).toThrow('torch.Size([])');
    expect(load(3)).toThrow(
      'expected torch.Tensor or Tensor-like object from checkpoint but received the number 3',
    );
    expect(bias.weight.item()).toBe(9);
    expect(() => bias.loadStateDict([] as never)).toThrow(
      'loadStateDict: expected a Map or an object, received an Array (Expected state_dict to be dict-like). ' +
        'Pass what stateDict() gave.',
    );
  });
  it('converts dtypes, and loads one element into a scalar', () => {
    const module = new Module() as Module & Record<string, unknown>;
    const p = new Parameter(tensor(1.5));
    module.p = p;
    module.loadStateDict({ p: tensor([3], { dtype: 'int64' }) });
    expect([p.item(), p.shape, p.dtype]).toEqual([3, [], 'float32']);
  });
  it('an empty slot makes its key unexpected', () => {
    const result = new Linear(1, 1, { bias: false }).loadStateDict(new Linear(1, 1).stateDict(), {
      strict: false,
    });
    expect(result.unexpectedKeys).toEqual(['bias']);
  });
  it('assign swaps the parameters; a parameter tie survives only if the given values are one parameter', () => {
    const tied = new Sequential(new Linear(2, 2), new Linear(2, 2));
    tied[1].weight = tied[0].weight;
    const old = tied[0].weight;
    const copies = new Map([...tied.stateDict()].map(([key, value]) => [key, value.clone()]));
    tied.loadStateDict(copies, { assign: true });
    expect([tied[0].weight === old, tied[0].weight === tied[1].weight]).toEqual([false, false]);
    expect(tied[0].weight.requiresGrad).toBe(true);
    tied[1].weight = tied[0].weight;
    tied.loadStateDict(tied.stateDict({ keepVars: true }), { assign: true });
    expect(tied[0].weight).toBe(tied[1].weight);
    const shared = new Linear(2, 2);
    const same = new Sequential(shared, shared);
    same.loadStateDict(net().stateDict().size ? same.stateDict() : {}, { assign: true });
    expect(same[0]).toBe(same[1]);
    const buffered = new Module() as Module & { seen?: Tensor };
    buffered.registerBuffer('seen', tensor([1]));
    const given = tensor([2]);
    buffered.loadStateDict({ seen: given }, { assign: true });
    expect(buffered.seen).toBe(given);
  });
});

describe('Parameter', () => {
  it('wraps the storage it is given, is a leaf, and refuses whole numbers', () => {
    const source = tensor([1, 2], { requiresGrad: true }).mul(2);
    const p = noGrad(() => new Parameter(source));
    expect([p.isLeaf, p.requiresGrad, p.array.data === source.array.data]).toEqual([true, true, true]);
    expect(new Parameter(tensor([1]), { requiresGrad: false }).requiresGrad).toBe(false);
    expect(() => new Parameter(tensor([1], { dtype: 'int64' }))).toThrow(
      'floating point and complex dtype can require gradients',
    );
    expect(() => new Parameter([1] as never)).toThrow(
      'Parameter: expected a Tensor, received an Array. Wrap numbers with tensor([...]) first.',
    );
    expect(p.clone()).not.toBeInstanceOf(Parameter);
  });
  it('a transposed parameter is a window on the storage and a leaf of its own', () => {
    const w = new Parameter(
      tensor([
        [1, 2],
        [3, 4],
      ]),
    );
    const t = new Parameter(w.detach().t());
    t.data.indexPut_([0, 1], 9);
    expect(w.tolist()).toEqual([
      [1, 2],
      [9, 4],
    ]);
    t.mul(w).sum().backward();
    expect([t.grad?.tolist(), w.grad?.tolist()]).toEqual([
      [
        [1, 2],
        [9, 4],
      ],
      [
        [1, 9],
        [2, 4],
      ],
    ]);
  });
  it('a deferred one has no numbers until it is given some', () => {
    const p = Parameter.deferred([8, -1]);
    expect([p.isDeferred, p.knownShape]).toEqual([true, [8, -1]]);
    expect(() => p.mul(2)).toThrow(
      'parameter: expected a known shape, received an uninitialized parameter of shape (8, -1). Run a first forward pass.',
    );
    expect(() => p.materialise(tensor([1]).array)).toThrow(
      'materialise: expected shape (8, -1), received (1,). Give every deferred parameter its values once.',
    );
    p.materialise(new Linear(4, 8).weight.array);
    p.knownShape = [1];
    expect([p.isDeferred, p.shape, p.knownShape]).toEqual([false, [8, 4], [8, 4]]);
    expect(() => p.materialise(p.array)).toThrow(
      'materialise: expected a deferred parameter, received one that has its values.',
    );
  });
});

describe('copies and vectors', () => {
  it('drop a parameter’s gradient, keep a plain leaf’s, refuse computed tensors', () => {
    const w = new Parameter(tensor([1]));
    const x = tensor([2], { requiresGrad: true });
    w.mul(x).sum().backward();
    expect([deepCopy(w).grad, deepCopy(x).grad?.tolist(), deepCopy(w).requiresGrad]).toEqual([
      null,
      [1],
      true,
    ]);
    expect(() => deepCopy(w.mul(2))).toThrow(
      'deepCopy: expected a leaf (only Tensors created explicitly by the user support the deepcopy protocol), ' +
        'received the result of MulBackward0. Copy a detached tensor, or the leaves it came from.',
    );
  });
  it('hold themselves where the module held itself', () => {
    const inItself = new Sequential(new Module());
    inItself.append(inItself);
    const copied = deepCopy(inItself);
    expect([copied.at(1) === copied, copied === inItself, copied.length]).toEqual([true, false, 2]);
  });
  it('keep storages that were shared shared, and copy lists, maps, sets and plain objects', () => {
    const module = new Module() as Module & Record<string, unknown>;
    const w = new Parameter(tensor([[1, 2]]));
    module.w = w;
    module.t = new Parameter(w.detach().t());
    module.notes = { list: [1, [2]], map: new Map([['k', new Set([w])]]) };
    module.self = module.notes;
    const copied = deepCopy(module) as typeof module;
    const [cw, ct] = [copied.w, copied.t] as Parameter[];
    expect(cw!.array.data).toBe(ct!.array.data);
    expect(cw!.array.data).not.toBe(w.array.data);
    expect(copied.notes).toBe(copied.self);
    expect(copied.notes).not.toBe(module.notes);
    const { map } = copied.notes as { map: Map<string, Set<unknown>> };
    expect(map.get('k')?.has(cw)).toBe(true);
  });
  it('go round in the same circles: a module, a list, a map, a set that holds itself', () => {
    const module = new Module() as Module & Record<string, unknown>;
    const [list, map, set] = [[] as unknown[], new Map<string, unknown>(), new Set<unknown>()];
    list.push(list, map.set('map', map), set.add(set), module);
    module.child = module;
    module.list = list;
    const copied = deepCopy(module) as typeof module;
    const [ownList, ownMap, ownSet, own] = copied.list as [unknown[], typeof map, typeof set, Module];
    expect([copied.child, ownList, own].map((each) => each === module || each === list)).not.toContain(true);
    expect([copied.child === copied, copied.list === ownList, own === copied]).toEqual([true, true, true]);
    expect([ownMap.get('map') === ownMap, ownMap !== map]).toEqual([true, true]);
    expect([ownSet.has(ownSet), ownSet.has(set), ownSet.size]).toEqual([true, false, 1]);
  });
  it('to one vector and back', () => {
    const model = net();
    const vector = parametersToVector(model.parameters());
    expect(vector.shape).toEqual([9]);
    vectorToParameters(tensor([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), model.parameters());
    expect([model[0].weight.tolist(), model[2].bias?.tolist()]).toEqual([
      [
        [1, 2],
        [3, 4],
      ],
      [9],
    ]);
    expect(() => vectorToParameters(tensor([1]), model.parameters())).toThrow(
      'vectorToParameters: expected 9 values, received 1. Make it with parametersToVector(net.parameters()).',
    );
  });
});

describe('repr', () => {
  it('prints what the goldens do not hold', () => {
    expect(repr(new Sequential(new Map([['a b', new ReLU()]])))).toBe('Sequential(\n  (a b): ReLU()\n)');
    expect(repr(new Sequential())).toBe('Sequential()');
    expect(repr([['weight', true], null, "it's", 3])).toBe(`(('weight', True), None, "it's", 3)`);
    expect(repr(['x'])).toBe("('x',)");
    expect(repr(new Map())).toBe('OrderedDict()');
    expect(sizeRepr([8, 4])).toBe('torch.Size([8, 4])');
    expect(repr(new Parameter(tensor([0.2871])))).toBe(
      'Parameter containing:\ntensor([0.2871], requires_grad=True)',
    );
  });
});
