import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { arrayRepr, Dense, Dropout, Flatten, resetNames, Sequential, type Tensor } from '#lib/gluon';
import { Model, x } from './model.ts';

beforeEach(resetNames);

describe('printed forms of Gluon', () => {
  it('G-50, G-51: containers, layers with and without their shape', () => {
    const net = new Sequential();
    expect(String(net)).toBe('Sequential(\n\n)');
    net.add(
      new Dense(8, { activation: 'relu' }),
      new Dense(10, { inUnits: 16 }),
      new Flatten(),
      new Dropout(0.5),
    );
    expect(String(net)).toBe(
      'Sequential(\n  (0): Dense(-1 -> 8, Activation(relu))\n  (1): Dense(16 -> 10, linear)\n  (2): Flatten\n  (3): Dropout(p = 0.5, axes=())\n)',
    );
  });
  it('G-52: a block of your own prints its children by attribute', () => {
    expect(String(new Model())).toBe(
      'Model(\n  (first): Dense(-1 -> 2, linear)\n  (second): Dense(-1 -> 3, linear)\n)',
    );
  });
  it('G-40, G-41: parameters of a container alone, and of the empty prefix', () => {
    const net = new Sequential();
    expect(String(net.params)).toBe('sequential0_ (\n\n)');
    const bare = new Sequential({ prefix: '' });
    bare.add(new Dense(1, { inUnits: 1 }));
    expect(String(bare.collectParams())).toBe(
      '(\n  Parameter dense0_weight (shape=(1, 1), dtype=float32)\n  Parameter dense0_bias (shape=(1,), dtype=float32)\n)',
    );
  });
  it('G-54: arrays name every type but float32 and bool', () => {
    const t = x(2).add(1);
    expect([t, t.to('int64'), t.to('float64'), t.eq(1), x(0).to('int64')].map(arrayRepr)).toEqual([
      'array([1., 1.])',
      'array([1, 1], dtype=int64)',
      'array([1., 1.], dtype=float64)',
      'array([ True,  True])',
      'array([], dtype=int64)',
    ]);
  });
  it('G-55: the summary counts a shared parameter once per use, and says so', () => {
    const net = new Sequential();
    const shared = new Dense(8, { activation: 'relu' });
    net.add(
      new Dense(8, { activation: 'relu' }),
      shared,
      new Dense(8, { activation: 'relu', params: shared.params }),
      new Dense(10),
    );
    net.initialize();
    const bar = '='.repeat(80);
    const row = (a: string, b: string, c: string) => `${a.padStart(20)}  ${b.padStart(42)} ${c.padStart(15)}`;
    const body = [168, 72, 72].flatMap((n, i) => [
      row(`Activation-${2 * i + 1}`, '(2, 8)', '0'),
      row(`Dense-${2 * i + 2}`, '(2, 8)', String(n)),
    ]);
    expect(net.summary(x(2, 20)).split('\n')).toEqual([
      '-'.repeat(80),
      row('Layer (type)', 'Output Shape', 'Param #'),
      bar,
      row('Input', '(2, 20)', '0'),
      ...body,
      row('Dense-7', '(2, 10)', '90'),
      bar,
      'Parameters in forward computation graph, duplicate included',
      '   Total params: 402',
      '   Trainable params: 402',
      '   Non-trainable params: 0',
      'Shared params in forward computation graph: 72',
      'Unique parameters in model: 330',
      '-'.repeat(80),
    ]);
    net.at(3).params.setattr('gradReq', 'null');
    expect(net.summary(x(2, 20))).toContain('   Non-trainable params: 90\n');
  });
  it('G-55: a block of your own is a row, counted by its calls; a child that is not called is none', () => {
    class Twice extends Model {
      override forward(input: Tensor): Tensor {
        return this.first.call(this.first.call(input));
      }
    }
    const net = new Twice();
    net.initialize();
    net.first.bias!.gradReq = 'null';
    const lines = net.summary(x(1, 2)).split('\n');
    expect(lines.slice(4, 7).map((line) => line.trim().split(/ {2,}/))).toEqual([
      ['Dense-1', '(1, 2)', '6'],
      ['Dense-2', '(1, 2)', '6'],
      ['Twice-3', '(1, 2)', '0'],
    ]);
    expect(lines.slice(9, -1).map((line) => Number(line.split(': ')[1]))).toEqual([12, 8, 4, 6, 6]);
  });
  it('a summary leaves the net as it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), (n) => {
        const net = new Sequential();
        for (let i = 0; i < n; i++) net.add(new Dense(i + 1));
        net.initialize();
        const before = net.call(x(2, 3)).tolist();
        expect(net.summary(x(2, 3))).toBe(net.summary(x(2, 3)));
        expect(net.call(x(2, 3)).tolist()).toEqual(before);
      }),
      { numRuns: 20 },
    );
  });
});
