import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tensor } from '../../../lib/autograd/functions.ts';
import { ReLU } from '../../../lib/layers/activations.ts';
import { Linear } from '../../../lib/layers/linear.ts';
import { Sequential } from '../../../lib/layers/sequential.ts';
import { deepCopy } from '../../../lib/nn/copy.ts';
import { Module } from '../../../lib/nn/module.ts';
import { Parameter } from '../../../lib/nn/parameter.ts';
import { countParameters, parameterPaths } from '../../../lib/nn/walk.ts';
import { refused } from '../refused.ts';
import { dullPaths, type Tree, trees } from './trees.ts';

const runs = { numRuns: 200, seed: 31 };
const firstOnly = (pairs: [string, Parameter][]): [string, Parameter][] => {
  const seen = new Set<Parameter>();
  return pairs.filter(([, p]) => !seen.has(p) && seen.add(p));
};

describe('the one walk, on random trees with repeats', () => {
  const check = (law: (tree: Tree) => void) => fc.assert(fc.property(trees, law), runs);

  it('namedParameters gives first paths, or all of them', () => {
    check((tree) => {
      const all = dullPaths(tree);
      expect([...tree.module.namedParameters({ removeDuplicate: false })]).toEqual(all);
      const unique = [...tree.module.namedParameters()];
      expect(unique.map(([name]) => name)).toEqual(firstOnly(all).map(([name]) => name));
      for (const [i, [, p]] of unique.entries()) expect(p).toBe(firstOnly(all)[i]![1]);
      expect([...tree.module.parameters()]).toHaveLength(unique.length);
    });
  });
  it('stateDict has a key for every path, and its values are live', () => {
    check((tree) => {
      const state = tree.module.stateDict();
      const all = new Map(dullPaths(tree));
      expect([...state.keys()]).toEqual([...all.keys()]);
      for (const [path, value] of state) {
        expect(value.array.data).toBe(all.get(path)!.array.data);
        expect(value.requiresGrad).toBe(false);
      }
    });
  });
  it('counts and groups by identity', () => {
    check((tree) => {
      const all = dullPaths(tree);
      const distinct = new Set(all.map(([, p]) => p));
      expect(countParameters(tree.module)).toBe([...distinct].reduce((total, p) => total + p.size, 0));
      const groups = parameterPaths(tree.module);
      expect(groups.size).toBe(distinct.size);
      for (const [p, paths] of groups)
        expect(paths).toEqual(all.filter(([, q]) => q === p).map(([path]) => path));
    });
  });
  it('every path leads to its parameter', () => {
    check((tree) => {
      for (const [path, p] of dullPaths(tree)) expect(tree.module.getParameter(path)).toBe(p);
    });
  });
  it('a deep copy has the same paths, values and ties, and shares nothing', () => {
    check((tree) => {
      const copied = deepCopy(tree.module);
      const [before, after] = [tree.module, copied].map((m) => [
        ...m.namedParameters({ removeDuplicate: false }),
      ]);
      expect(after!.map(([name, p]) => [name, p.tolist()])).toEqual(
        before!.map(([name, p]) => [name, p.tolist()]),
      );
      expect([...parameterPaths(copied).values()]).toEqual([...parameterPaths(tree.module).values()]);
      const originals = new Set(before!.flatMap(([, p]): unknown[] => [p, p.array.data]));
      for (const [, p] of after!) expect(originals.has(p) || originals.has(p.array.data)).toBe(false);
      expect([...copied.modules()].map((m) => m.typeName)).toEqual(
        [...tree.module.modules()].map((m) => m.typeName),
      );
    });
  });
  it('apply visits children first; namedModules parents first', () => {
    check((tree) => {
      const order: Module[] = [];
      tree.module.apply((m) => order.push(m));
      expect(order.at(-1)).toBe(tree.module);
      for (const [i, module] of order.entries()) {
        for (const child of module.children()) expect(order.indexOf(child)).toBeLessThanOrEqual(i);
      }
      expect([...tree.module.namedModules()][0]).toEqual(['', tree.module]);
    });
  });
});

describe('registration', () => {
  it('class fields register, and a field that is only declared keeps what the base class made', () => {
    class Base extends Module {
      weight = new Parameter(tensor([1]));
    }
    class Declares extends Base {
      // The trap: with today's class fields this line runs `this.weight = undefined` after the base class.
      // @ts-expect-error TypeScript warns too, but JavaScript does not.
      override weight!: Parameter;
      readonly inner = new Linear(1, 1);
      readonly #secret = 3;
      secret(): number {
        return this.#secret;
      }
    }
    const module = new Declares();
    expect([...module.namedParameters()].map(([name]) => name)).toEqual([
      'weight',
      'inner.weight',
      'inner.bias',
    ]);
    expect([module.weight.item(), module.secret()]).toEqual([1, 3]);
  });
  it('a setter of the class gets the module itself, so that what it assigns registers', () => {
    class Swaps extends Module {
      inner: Linear | null = null;
      set latest(layer: Linear) {
        this.inner = layer;
      }
    }
    const module = new Swaps();
    module.latest = new Linear(1, 1, { bias: false });
    expect([...module.namedParameters()].map(([name]) => name)).toEqual(['inner.weight']);
    expect(Object.keys(module)).not.toContain('latest');
  });
  it('a name that is new, declared or taken registers with one meaning, and symbols never do', () => {
    const module = new Module() as Module & Record<string | symbol, unknown>;
    const symbol = Symbol('weight');
    module[symbol] = new Linear(1, 1);
    module.a = new Linear(1, 1, { bias: false });
    module.b = 1;
    module.b = new Parameter(tensor([1]));
    module.a = null;
    expect([...module.namedParameters()].map(([name]) => name)).toEqual(['b']);
    expect([module.a, Object.keys(module).slice(-2)]).toEqual([null, ['a', 'b']]);
  });
  it('a module that is frozen takes nothing more, and says so', () => {
    const module = Object.freeze(new Module());
    expect(() => module.registerParameter('weight', new Parameter(tensor([1])))).toThrow(TypeError);
  });
  it('modules in lists, plain tensors and back-pointers in plain objects are not part of the tree', () => {
    const module = new Module() as Module & Record<string, unknown>;
    module.layers = [new Linear(1, 1)];
    module.plain = tensor([1]);
    module.owner = { module };
    expect([...module.namedParameters()]).toEqual([]);
    module.itself = module;
    expect([...module.namedModules()]).toHaveLength(1);
    expect([...module.stateDict().keys()]).toEqual([]);
  });
  it('re-assigning keeps the place; deleting and assigning moves to the end', () => {
    const net = new Module() as Module & Record<string, unknown>;
    net.a = new Linear(1, 1);
    net.b = new ReLU();
    net.a = new ReLU();
    expect(net.childSlots().map(([name]) => name)).toEqual(['a', 'b']);
    delete net.a;
    net.a = new ReLU();
    expect(net.childSlots().map(([name]) => name)).toEqual(['b', 'a']);
  });
  it('slots refuse other kinds, as PyTorch does', () => {
    const net = new Linear(2, 2) as Linear & Record<string, unknown>;
    const refused = (act: () => void, text: string) => {
      expect(act).toThrow(TypeError);
      expect(act).toThrow(text);
    };
    const put = (name: string, value: unknown) => () => Reflect.set(net, name, value);
    refused(
      put('weight', tensor([1])),
      "weight: expected a Parameter or null, received a Tensor (cannot assign it as parameter 'weight'). " +
        "Delete 'weight' first to make it something else.",
    );
    refused(put('weight', new ReLU()), "received a ReLU (cannot assign it as parameter 'weight')");
    refused(put('weight', undefined), 'received undefined');
    net.child = new ReLU();
    refused(
      put('child', 3),
      "child: expected a Module or null, received the number 3 (cannot assign it as child module 'child')",
    );
    net.child = new Parameter(tensor([1]));
    expect([...net.namedParameters()].map(([name]) => name)).toEqual(['weight', 'bias', 'child']);
    net.registerBuffer('mean', tensor([0]));
    refused(
      put('mean', 'x'),
      "mean: expected a Tensor or null, received the string 'x' (cannot assign it as buffer 'mean')",
    );
    net.mean = tensor([5]);
    expect([...net.namedBuffers()].map(([, b]) => b.tolist())).toEqual([[5]]);
    net.bias = null;
    expect([...net.stateDict().keys()]).toEqual(['weight', 'child', 'mean']);
    net.mean = new ReLU();
    expect([[...net.buffers()], net.childSlots()]).toEqual([[], [['mean', net.mean]]]);
  });
  it('a Parameter registered as a buffer is saved and not trained, until another is assigned', () => {
    const net = new ReLU() as ReLU & Record<string, unknown>;
    const value = new Parameter(tensor([1]));
    net.registerBuffer('mean', value);
    expect([[...net.parameters()], [...net.buffers()], net.mean === value]).toEqual([[], [value], true]);
    net.mean = new Parameter(tensor([2]));
    expect([[...net.parameters()].length, [...net.buffers()]]).toEqual([1, []]);
  });
  it('names are checked before anything is held', () => {
    const net = new Sequential(new ReLU());
    const relu = new ReLU();
    refused(
      () => net.addModule('a.b', relu),
      'KeyError',
      `received 'a.b' (module name can't contain "."). Dots separate the steps of a path.`,
    );
    refused(
      () => net.addModule('', relu),
      'KeyError',
      `received the empty string (module name can't be empty string ""). Give it a name.`,
    );
    refused(
      () => net.addModule(3 as never, relu),
      'TypeError',
      'received the number 3 (module name should be a string).',
    );
    refused(
      () => net.addModule('x', 3 as never),
      'TypeError',
      'addModule: expected a Module or null, received the number 3, which is not a Module subclass. Pass an instance, such as new ReLU().',
    );
    refused(
      () => net.addModule('forward', relu),
      'KeyError',
      "addModule: expected a free name, received 'forward' (attribute 'forward' already exists). Choose another name.",
    );
    refused(
      () => net.registerParameter('p', tensor([1]) as never),
      'TypeError',
      "registerParameter: expected a Parameter or null, received a Tensor (cannot assign it to parameter 'p'). Wrap it: new Parameter(tensor).",
    );
    refused(
      () => net.registerParameter('0', new Parameter(tensor([1]))),
      'KeyError',
      "attribute '0' already exists",
    );
    refused(
      () => net.registerBuffer('b', 1 as never),
      'TypeError',
      "registerBuffer: expected a Tensor or null, received the number 1 (cannot assign it to buffer 'b'). Wrap numbers with tensor([...]).",
    );
    expect(net.childSlots()).toHaveLength(1);
    net.addModule('block 0', null);
    net.registerModule('0', relu);
    expect(net.childSlots()).toEqual([
      ['0', relu],
      ['block 0', null],
    ]);
  });
  it('paths name the first missing step', () => {
    const net = new Sequential(new Sequential(new Linear(1, 1)));
    expect(net.getSubmodule('')).toBe(net);
    expect(() => net.getSubmodule('0.1')).toThrow(
      'Sequential: expected an attribute `1`, received none (Sequential has no attribute `1`). It holds: 0.',
    );
    expect(() => new ReLU().getParameter('w')).toThrow('It holds nothing.');
    expect(() => net.getSubmodule('0.0.weight')).toThrow(
      '0.0.weight: expected a Module, received a Parameter (`0.0.weight` is not a Module). Check the last step of the path.',
    );
    expect(() => net.getParameter('0.0')).toThrow('0.0: expected a Parameter, received a Linear');
  });
});

describe('the whole tree', () => {
  it('train and eval, freezing, gradients to null or zeros, dtype', () => {
    const net = new Sequential(new Linear(1, 1), new Sequential(new ReLU()));
    net.eval();
    expect([...net.modules()].map((m) => m.training)).toEqual([false, false, false, false]);
    expect(() => net.train('x' as never)).toThrow(
      "train: expected true or false, received the string 'x' (training mode is expected to be boolean). Call train() or eval().",
    );
    net
      .forward(tensor([[1]]))
      .sum()
      .backward();
    net.zeroGrad({ setToNone: false });
    expect([...net.parameters()].map((p) => p.grad?.array.values())).toEqual([[0], [0]]);
    net.zeroGrad();
    expect([...net.parameters()].map((p) => p.grad)).toEqual([null, null]);
    expect([...net.requiresGrad_(false).parameters()].map((p) => p.requiresGrad)).toEqual([false, false]);
    const weight = net[0].weight;
    net.double();
    expect([net[0].weight === weight, weight.dtype, net.float()[0].weight.dtype]).toEqual([
      true,
      'float64',
      'float32',
    ]);
    expect(() => new Module().forward(tensor([1]))).toThrow(
      'Module: expected a forward method, received a Module without one (missing the required "forward" function). Define forward(x) in the subclass.',
    );
  });
});
