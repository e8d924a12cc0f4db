import { describe, expect, it } from 'vitest';
import { Generator } from '../../../lib/array/generator.ts';
import { tensor } from '../../../lib/autograd/functions.ts';
import type { Tensor } from '../../../lib/autograd/tensor.ts';
import { Dropout, Flatten, Identity, ReLU, Sigmoid, Tanh } from '../../../lib/layers/activations.ts';
import { Linear } from '../../../lib/layers/linear.ts';
import { Sequential } from '../../../lib/layers/sequential.ts';
import type { Module } from '../../../lib/nn/module.ts';
import { refused } from '../refused.ts';

const three = () => new Sequential(new Linear(4, 8), new ReLU(), new Linear(8, 1));
const keys = (net: Module) => net.childSlots().map(([name]) => name);

describe('Sequential by position', () => {
  it('is typed: net[2] is known to be a Linear', () => {
    const net = three();
    const weight: Tensor = net[2].weight;
    // @ts-expect-error a ReLU has no bias
    expect(net[1].bias).toBeUndefined();
    expect(weight.shape).toEqual([1, 8]);
    const last: number = net.length - 1;
    const layer: Module | undefined = net[last];
    expect(layer).toBe(net[2]);
  });
  it('counts from both ends and refuses what lies outside', () => {
    const net = three() as unknown as Module[] & Sequential;
    expect([net[-1] === net[2], net.at(-3) === net[0], net.length, [...net].length]).toEqual([
      true,
      true,
      3,
      3,
    ]);
    refused(
      () => net[3],
      'IndexError',
      'Sequential: expected a position among 3 layers, received 3 (index 3 is out of range). Positions go from -3 to 2.',
    );
    refused(() => net[-4], 'IndexError', 'index -4 is out of range');
    refused(() => new Sequential().at(0), 'IndexError', 'The container is empty.');
    refused(
      () => net.at(1.5),
      'TypeError',
      'Sequential: expected a whole number as position, received the number 1.5. Use net[0] or net.at(0).',
    );
  });
  it('positions and names are two things', () => {
    const net = new Sequential(
      new Map<string, Module>([
        ['a', new ReLU()],
        ['10', new Tanh()],
        ['2', new Sigmoid()],
      ]),
    );
    expect(keys(net)).toEqual(['a', '10', '2']);
    expect([net.at(1).typeName, net.getSubmodule('2').typeName]).toEqual(['Tanh', 'Sigmoid']);
  });
  it('every position of a long one is the layer that was given there', () => {
    const layers = Array.from({ length: 12 }, () => new ReLU());
    const net = new Sequential(...layers);
    for (let at = 0; at < 12; at++) expect(net[at] === layers[at] && net[at - 12] === layers[at]).toBe(true);
  });
  it('every slice is the one of Python', () => {
    const net = three();
    const bounds = [undefined, ...Array.from({ length: 11 }, (_, i) => i - 5)];
    for (const step of [1, 2, 3, -1, -2, -3]) {
      for (const start of bounds) {
        for (const end of bounds) {
          // Backwards, position a from the left is position ~a from the right.
          const turned = (at: number | undefined) => (step > 0 || at === undefined ? at : ~at);
          const names = step > 0 ? ['0', '1', '2'] : ['2', '1', '0'];
          const wanted = names.slice(turned(start), turned(end)).filter((_, i) => i % Math.abs(step) === 0);
          expect(keys(net.slice(start, end, step)), `${start}:${end}:${step}`).toEqual(wanted);
        }
      }
    }
  });
  it('slices keep objects and names, backwards too', () => {
    const net = three();
    expect(keys(net.slice(1))).toEqual(['1', '2']);
    expect(net.slice(1).at(0)).toBe(net[1]);
    expect(keys(net.slice(undefined, undefined, -1))).toEqual(['2', '1', '0']);
    expect(keys(net.slice(-1, 0, -2))).toEqual(['2']);
    expect(keys(net.slice(1).append(new Tanh()))).toEqual(['1', '2']);
    refused(
      () => net.slice(0, 1, 0),
      'ValueError',
      'slice: expected a step that is not 0, received 0. Use 1 or −1.',
    );
  });
});

describe('Sequential edited', () => {
  it('append, extend, insert, set, pop, delete number as PyTorch does', () => {
    const net = new Sequential() as unknown as Sequential;
    const [a, b, c] = [new ReLU(), new Tanh(), new Sigmoid()];
    net.append(a).extend([b]).insert(0, c).insert(-1, a);
    expect([...net]).toEqual([c, a, a, b]);
    expect(keys(net)).toEqual(['0', '1', '2', '3']);
    expect(net.pop(0)).toBe(c);
    net.delete(-1);
    expect(keys(net)).toEqual(['0', '1']);
    net.set(1, null);
    expect([net.length, [...net.namedModules()].length]).toEqual([2, 2]);
    refused(
      () => net.forward(tensor([1])),
      'TypeError',
      "1: expected a Module, received null ('NoneType' object is not callable). Set a layer there.",
    );
    refused(
      () => net.insert(0, 3 as never),
      'AssertionError',
      'insert: expected a Module, received the number 3. Pass an instance, such as new ReLU().',
    );
    refused(
      () => net.insert(9, a),
      'IndexError',
      'insert: expected a position in [-2, 2], received 9 (Index out of range). Choose one of them.',
    );
    refused(
      () => new Sequential(new Map([['x', a]])).insert(0, a),
      'KeyError',
      "insert: expected a child named '0' to move up, received 'x'. Build a new container instead.",
    );
  });
  it('insert moves up the numbered names it passes, and leaves others alone', () => {
    const [first, last, between] = [new ReLU(), new Tanh(), new Sigmoid()];
    const layers: [string, Module][] = [
      ['x', first],
      ['1', last],
    ];
    const net = new Sequential(new Map(layers)).insert(1, between).insert(3, first);
    expect(keys(net)).toEqual(['x', '1', '2', '3']);
    expect([...net].map((layer) => layer.typeName)).toEqual(['ReLU', 'Sigmoid', 'Tanh', 'ReLU']);
    expect(() => net.insert(0, last)).toThrow("a child named '0' to move up, received 'x', '1', '2', '3'");
    expect(keys(net)).toEqual(['x', '1', '2', '3']);
  });
  it('concat and repeat share their layers', () => {
    const net = three();
    expect([...net.concat(new Sequential(net[0]))].at(-1)).toBe(net[0]);
    expect(net.repeat(2).at(3)).toBe(net[0]);
    refused(
      () => net.concat([] as never),
      'ValueError',
      'concat: expected a Sequential, received an Array. Wrap the layers: new Sequential(...layers).',
    );
    refused(
      () => net.repeat(0),
      'ValueError',
      'repeat: expected a whole number ≥ 1, received 0 (Non-positive multiplication factor). Repeat at least once.',
    );
  });
});

describe('forward', () => {
  it('an empty container gives its input back', () => {
    const x = tensor([1]);
    expect(new Sequential().forward(x)).toBe(x);
    expect(new Identity().forward(x)).toBe(x);
  });
  it('a width that does not fit is reported with the path of the layer', () => {
    const net = new Sequential(new Linear(2, 3), new Sequential(new ReLU(), new Linear(4, 1)));
    refused(
      () => net.forward(tensor([[1, 2]])),
      'RuntimeError',
      '1.1 (Linear): expected an input of shape (…, 4), received (1, 3). mat1 and mat2 shapes cannot be multiplied: ' +
        'the weight is (1, 4), (out, in).',
    );
    refused(
      () => new Linear(2, 3).forward(tensor([1, 2, 3])),
      'RuntimeError',
      'Linear: expected an input of shape (…, 2)',
    );
    refused(
      () => new Linear(-1, 3),
      'ValueError',
      'Linear: expected whole numbers ≥ 0 as sizes, received -1. Give the number of inputs, then of outputs.',
    );
  });
  it('Flatten, Dropout', () => {
    expect(
      new Flatten().forward(
        tensor([
          [
            [1, 2],
            [3, 4],
          ],
        ]),
      ).shape,
    ).toEqual([1, 4]);
    refused(
      () => new Flatten().forward(tensor([1])),
      'IndexError',
      'Flatten: expected more than 1 axes, received 1 (Dimension out of range). Add a batch axis.',
    );
    refused(
      () => new Dropout(2),
      'ValueError',
      'Dropout: expected a probability between 0 and 1, received 2 (dropout probability has to be between 0 and 1). Choose p in that range.',
    );
    const drop = new Dropout(0.25, { generator: new Generator(1) });
    const x = tensor([Array.from({ length: 4000 }, () => 3)]);
    const kept = drop.forward(x).array.values();
    expect(new Set(kept)).toEqual(new Set([0, 4]));
    const share = kept.filter((v) => v === 0).length / kept.length;
    // Six sigma of a share of 1/4 over 4,000 draws: 6 · √(0.25 · 0.75 / 4000) = 0.041.
    expect(Math.abs(share - 0.25)).toBeLessThan(0.041);
    drop.eval();
    expect(drop.forward(x)).toBe(x);
  });
});
