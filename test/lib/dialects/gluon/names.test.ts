import { beforeEach, describe, expect, it, vi } from 'vitest';
import { zeros } from '#lib';
import {
  Activation,
  Block,
  Dense,
  Dropout,
  Flatten,
  HybridSequential,
  resetNames,
  Sequential,
} from '#lib/gluon';
import { Model, x } from './model.ts';

beforeEach(resetNames);

describe('names of Gluon blocks', () => {
  it('G-01: one counter per hint, never reset by discarding a net', () => {
    const made = [
      new Dense(1),
      new Sequential(),
      new Dense(1),
      new Activation('relu'),
      new Sequential(),
      new Activation('tanh'),
    ];
    expect(made.map(({ prefix }) => prefix)).toEqual([
      'dense0_',
      'sequential0_',
      'dense1_',
      'relu0_',
      'sequential1_',
      'tanh0_',
    ]);
  });
  it('G-02: a scope counts for itself and goes before the name', () => {
    const names = (block: Block) => [...block.collectParams().keys()];
    expect(names(new Model())).toEqual([
      'model0_dense0_weight',
      'model0_dense0_bias',
      'model0_dense1_weight',
      'model0_dense1_bias',
    ]);
    expect(names(new Model())[0]).toBe('model1_dense0_weight');
    const own = new Model();
    expect(own.nameScope(() => new Dense(1, { prefix: 'mydense_' })).prefix).toBe('model2_mydense_');
  });
  it('G-02: add without a scope gives global names', () => {
    const net = new Sequential();
    net.add(new Dense(1));
    expect(net.at(0).prefix).toBe('dense0_');
  });
  it('G-03: an empty prefix leaves the outer scope in place', () => {
    const outer = new Sequential();
    const inner = outer.nameScope(() => new Sequential({ prefix: '' }));
    expect(inner.prefix).toBe('sequential0_');
    const silent = new Sequential({ prefix: '' });
    expect(silent.nameScope(() => new Dense(1)).prefix).toBe('dense0_');
    expect(outer.nameScope(() => silent.nameScope(() => new Dense(1))).prefix).toBe('sequential0_dense0_');
    expect(outer.nameScope(() => inner.nameScope(() => new Dense(1))).prefix).toBe('sequential0_dense1_');
    expect(inner.nameScope(() => new Dense(1)).prefix).toBe('dense1_');
  });
  it('G-04: the name is the prefix without one trailing underscore; prefixes are used as given', () => {
    expect([
      new Dense(1).name,
      new Dense(1, { prefix: 'foo' }).name,
      new Dense(1, { prefix: 'foo__' }).name,
    ]).toEqual(['dense0', 'foo', 'foo_']);
    const weights = ['foo', 'foo_', ''].map((prefix) => new Dense(1, { prefix }).weight.name);
    expect(weights).toEqual(['fooweight', 'foo_weight', 'weight']);
  });
  it('G-05: a borrower takes the lender’s names, and a whole net can borrow', () => {
    const lender = new Model({ prefix: 'a_' });
    const borrower = new Model({ prefix: 'b_', params: lender.collectParams() });
    expect([...borrower.collectParams().keys()]).toEqual([...lender.collectParams().keys()]);
    const lent = [...lender.collectParams().values()];
    expect([...borrower.collectParams().values()].every((p, i) => p === lent[i])).toBe(true);
    expect([borrower.prefix, borrower.first.prefix, borrower.params.prefix]).toEqual([
      'b_',
      'b_dense0_',
      'a_',
    ]);
  });
  it('G-06: the activation of a layer is a child of its own', () => {
    const { act, children } = new Dense(1, { activation: 'relu' });
    expect([act!.prefix, [...children.keys()]]).toEqual(['dense0_relu_', ['act']]);
  });
  it('G-07: two parameters of one name are refused', () => {
    const net = new Sequential();
    net.add(new Dense(1, { prefix: 'same_' }), new Dense(1, { prefix: 'same_' }));
    expect(() => net.collectParams()).toThrow(
      "collectParams: expected one parameter per name, received two of the name 'same_weight' (they have different Parameters with the same name). Give the blocks other prefixes.",
    );
  });
  it('a scope is closed again when its body throws', () => {
    const net = new Sequential();
    expect(() =>
      net.nameScope(() => {
        throw new RangeError('mine');
      }),
    ).toThrow('mine');
    expect(new Dense(1).prefix).toBe('dense0_');
  });
});

describe('Gluon blocks', () => {
  it('G-10: a block added twice is two children and one set of parameters', () => {
    const net = new Sequential();
    const dense = new Dense(2, { inUnits: 2 });
    net.add(dense, dense);
    expect([net.length, [...net.children.keys()], [...net.collectParams().keys()]]).toEqual([
      2,
      ['0', '1'],
      ['dense0_weight', 'dense0_bias'],
    ]);
  });
  it('G-11: assigning registers, another block of the class replaces, another type is refused', () => {
    const model = new Model();
    const other = new Dense(4);
    model.first = other;
    expect(model.children.get('first')).toBe(other);
    expect(() => Object.assign(model, { first: new Flatten() })).toThrow(
      'first: expected a Dense, received a Flatten (Changing attribute type for first is not allowed). Use another attribute for something else.',
    );
    expect(() => Object.assign(model.second, { weight: new Dense(1).weight })).toThrow(
      'weight: expected one Parameter for life, received a second one (Overriding Parameter attribute weight is not allowed). To share parameters, pass params: when the block is made.',
    );
    expect(model.children.get('first')).toBe(other);
  });
  it('G-12: blocks in lists and objects have no part in the parameters, and a warning says so', () => {
    class Loose extends Block {
      list = [new Dense(1)];
      nested = { deep: [new Dense(1)] };
      byName = new Map([['a', new Dense(1)]]);
      numbers = [1, 2];
    }
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const loose = new Loose();
    expect([...loose.collectParams()]).toEqual([]);
    expect(warn.mock.calls.map(([text]) => text)).toEqual(
      ['list', 'nested', 'byName'].map(
        (name) =>
          `UserWarning: "Loose.${name}" is an unregistered container with Blocks: they have no part in collectParams. Use registerChild or Sequential.`,
      ),
    );
    warn.mockClear();
    for (const block of loose.list) loose.registerChild(block);
    loose.nested = { deep: [] };
    loose.byName.clear();
    expect([...loose.collectParams()]).toEqual(['dense0_weight', 'dense0_bias']);
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });
  it('G-13: positions and slices', () => {
    const net = new Sequential();
    const made = [new Dense(1), new Dense(2), new Dense(3)];
    net.add(...made);
    expect(net[1]).toBe(made[1]);
    expect(net[-1]).toBe(made[2]);
    expect(net.at(-3)).toBe(made[0]);
    expect(() => net.at(3)).toThrow(
      'sequential0: expected a position it has, received 3 (list index out of range). Positions go from -3 to 2.',
    );
    expect(() => net[-4]).toThrow('received -4 (list index out of range)');
    expect(() => net.at(0.5)).toThrow(
      'sequential0: expected a whole number as position, received the number 0.5. Use net[0] or net.at(0).',
    );
    expect(() => new Sequential().at(0)).toThrow('It is empty.');
    const part = net.slice(1);
    expect([part.prefix, [...part.children.keys()], [...part]]).toEqual([
      'sequential0_',
      ['0', '1'],
      [net.at(1), net.at(2)],
    ]);
    expect(new HybridSequential().slice()).toBeInstanceOf(HybridSequential);
  });
  it('G-14: hybrid containers take hybrid blocks only; a plain one of hybrid blocks warns', () => {
    expect(() => new HybridSequential().add(new Sequential())).toThrow(
      'hybridsequential0: expected a HybridBlock, received Sequential (Children of HybridBlock must also be HybridBlock). Use Sequential to hold other blocks.',
    );
    expect(() => new Sequential().add({} as Block)).toThrow(
      'sequential1: expected a Block, received a plain object. Pass an instance, such as new Dense(4).',
    );
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const net = new Sequential({ prefix: 'net_' });
    net.add(new Dense(1));
    net.hybridize();
    expect(warn).toHaveBeenCalledExactlyOnceWith(
      "UserWarning: All children of this Sequential layer 'net_' are HybridBlocks. Consider using HybridSequential",
    );
    warn.mockClear();
    new HybridSequential().hybridize();
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });
  it('G-15: apply visits children first, the activation too, and twice what is there twice', () => {
    const net = new Sequential();
    const shared = new Dense(1, { activation: 'relu' });
    net.add(shared, new Flatten(), shared);
    const seen: string[] = [];
    expect(net.apply(({ name }) => seen.push(name))).toBe(net);
    expect(seen).toEqual(['dense0_relu', 'dense0', 'flatten0', 'dense0_relu', 'dense0', 'sequential0']);
  });
  it('G-16: Dense flattens all but the first axis, unless told not to', () => {
    const flat = new Dense(5);
    const deep = new Dense(5, { flatten: false, useBias: false });
    for (const block of [flat, deep]) block.initialize();
    expect([flat.call(x(2, 3, 4)).shape, flat.weight.shape]).toEqual([
      [2, 5],
      [5, 12],
    ]);
    expect([deep.call(x(2, 3, 4)).shape, deep.weight.shape, deep.bias]).toEqual([[2, 3, 5], [5, 4], null]);
    expect([...deep.collectParams()]).toEqual(['dense1_weight']);
  });
  it('refuses what no layer can be', () => {
    expect(() => new Dense(0)).toThrow(
      'Dense: expected a whole number of units > 0, received 0. Pass the output width.',
    );
    expect(() => new Activation('swish' as 'relu')).toThrow(
      "Activation: expected a known function, received 'swish'. Known: relu, sigmoid, tanh, softrelu, softsign.",
    );
    expect(() => new Dropout(1)).toThrow(
      'Dropout: expected a rate in [0, 1), received 1. Pass a share such as 0.5.',
    );
    expect(() => new Block().call(x(1))).toThrow(
      'block0: expected a forward method, received a Block without one. Define forward(x) in the subclass.',
    );
    const dense = new Dense(8, { inUnits: 4 });
    dense.initialize();
    expect(() => dense.call([[1]] as never)).toThrow(
      'dense1: expected an array, received an Array (HybridBlock requires the first argument to forward be either Symbol or NDArray). Wrap numbers with tensor([...]).',
    );
    expect(() => new Dense(8, { params: dense as never })).toThrow(
      'params: expected a ParameterDict, received a Dense. Pass the params of a block, such as shared.params.',
    );
    expect(() => dense.nameScope(3 as never)).toThrow(
      'nameScope: expected a function, received the number 3.',
    );
    expect(() => dense.call(x(2, 5))).toThrow(
      'dense1: expected inputs of width 4, received 5 (Shape inconsistent, Provided = [8,4], inferred shape=[8,5]). Check the layer before.',
    );
  });
  it('activations are what their names say', () => {
    const given = zeros([5]);
    [-2, -0.5, 0, 0.5, 2].forEach((value, i) => {
      given.indexPut_([i], value);
    });
    const expected: Record<string, (v: number) => number> = {
      relu: (v) => Math.max(v, 0),
      tanh: Math.tanh,
      sigmoid: (v) => 1 / (1 + Math.exp(-v)),
      softrelu: (v) => Math.log(1 + Math.exp(v)),
      softsign: (v) => v / (1 + Math.abs(v)),
    };
    for (const [type, f] of Object.entries(expected)) {
      const got = new Activation(type as 'relu').call(given).tolist() as number[];
      got.forEach((value, i) => {
        expect(value).toBeCloseTo(f((given.tolist() as number[])[i]!), 6);
      });
    }
  });
});
