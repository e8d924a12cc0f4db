import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Generator, Linear, type Module, ReLU, Sequential, Tanh, tensor } from '#lib';
import {
  always,
  gradientOfUses,
  gridOf,
  histogramOf,
  mixture,
  normal,
  type Theory,
  treeOf,
  uniform,
  usesOf,
} from '#lib/picture';

const title = 'title';
const net = (...layers: Module[]): Sequential => new Sequential(...layers) as unknown as Sequential;

describe('histograms', () => {
  const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 50 });
  const theories: fc.Arbitrary<Theory> = fc.oneof(
    fc.integer({ min: 1, max: 9 }).map((a) => uniform(-a, a)),
    fc.integer({ min: 1, max: 9 }).map((std) => normal(std / 2, std)),
    fc.constant(
      mixture([
        [0.5, always(0)],
        [0.5, uniform(5, 10)],
      ]),
    ),
  );
  it('count every value once, each between its edges (property)', () => {
    fc.assert(
      fc.property(
        values,
        fc.option(theories, { nil: undefined }),
        fc.integer({ min: 1, max: 40 }),
        (given, theory, bins) => {
          const { edges, counts } = histogramOf(given, { title, bins, ...(theory && { theory }) });
          expect(edges.length).toBe(bins + 1);
          expect(counts.reduce((a, b) => a + b, 0)).toBe(given.length);
          const slack = (edges[bins]! - edges[0]!) * 1e-9;
          for (let i = 0; i < bins; i++) {
            expect(edges[i + 1]).toBeGreaterThan(edges[i]!);
            const inside = given.filter((v) => v >= edges[i]! - slack && v < edges[i + 1]! + slack).length;
            expect(counts[i]).toBeLessThanOrEqual(inside);
          }
        },
      ),
      // The least doubles there are: no edge fits between them.
      { examples: [[[0, 5e-324], undefined, 40]] },
    );
  });
  it('a theory expects all of its values, and most of a normal one, in sight (property)', () => {
    fc.assert(
      fc.property(theories, fc.integer({ min: 1, max: 40 }), (theory, bins) => {
        const expected = histogramOf([theory.range[0]], { title, bins, theory }).expected!;
        const total = expected.reduce((a, b) => a + b, 0);
        expect(total).toBeGreaterThan(0.9999);
        expect(total).toBeLessThan(1 + 1e-12);
        expect(expected.every((n) => n >= 0)).toBe(true);
      }),
    );
  });
  it('a value outside the theory is in sight, too', () => {
    const { edges, marks } = histogramOf([0, 3], { title, theory: uniform(-1, 1) });
    expect(edges.at(-1)).toBeGreaterThan(3);
    expect(marks.map(({ at }) => at)).toEqual([-1, 1]);
  });
  it('one value many times is one bar in the middle', () => {
    const { counts } = histogramOf([0, 0, 0], { title, bins: 3 });
    expect(counts).toEqual([0, 3, 0]);
  });
  it('refuses nothing, and numbers that are none', () => {
    expect(() => histogramOf([], { title })).toThrow(
      'histogramOf: expected finite numbers, received none. Look for NaN in the parameter.',
    );
    expect(() => histogramOf([1, Number.NaN], { title })).toThrow('received NaN');
  });
});

describe('trees', () => {
  it('draw a module that stands twice once, and refer to it', () => {
    const shared = net(new Linear(2, 2), new ReLU());
    const { rows } = treeOf(net(shared, shared), { title });
    expect(rows.map(({ depth, name, note, tiedTo }) => [depth, name, note, tiedTo ?? ''])).toEqual([
      [0, 'Sequential', '', ''],
      [1, '0', 'Sequential', ''],
      [2, '0', 'Linear', ''],
      [3, 'weight', '(2, 2) 4', ''],
      [3, 'bias', '(2,) 2', ''],
      [2, '1', 'ReLU', ''],
      [1, '1', 'Sequential', '0'],
    ]);
  });
  it('refer to a parameter that two modules hold, and set off what is asked', () => {
    const [a, b] = [new Linear(2, 2, { bias: false }), new Linear(2, 2, { bias: false })];
    b.weight = a.weight;
    const { rows } = treeOf(net(a, b), { title, root: 'net', marked: (path) => path === '1.weight' });
    expect(rows.at(-1)).toEqual({ depth: 2, name: 'weight', note: '', tiedTo: '0.weight', marked: true });
    expect(rows[0]).toEqual({ depth: 0, name: 'net', note: 'Sequential' });
  });
});

describe('gradients of a tied parameter', () => {
  it('are one per use, and their sum is the gradient (property)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.integer(), (uses, seed) => {
        const generator = new Generator(seed >>> 0);
        const shared = new Linear(3, 3, { generator });
        const tied = net(...Array.from({ length: uses }, () => [shared, new Tanh()]).flat());
        const loss = () => tied.forward(tensor([[1, 2, 3]])).sum();
        const parts = gradientOfUses(loss(), shared.weight);
        expect(parts.length).toBe(uses);
        expect(shared.weight.grad).toBeNull();
        loss().backward();
        const gradient = shared.weight.grad!.array.values();
        gradient.forEach((g, i) => {
          const sum = parts.reduce((total, part) => total + part.values()[i]!, 0);
          expect(Math.abs(sum - g)).toBeLessThan(1e-5 * Math.max(1, Math.abs(g)));
        });
        const picture = usesOf(loss(), shared.weight, { title, use: (i) => `use ${i}`, sum: 'sum' });
        expect(picture.parts.length).toBe(uses + 1);
        expect(picture.signs).toEqual([...Array<string>(uses - 1).fill('+'), '=']);
        expect(picture.parts[0]!.rows).toEqual(gridOf(parts.at(-1)!, '').rows);
      }),
    );
  });
  it('need a loss that uses the parameter', () => {
    const idle = new Linear(2, 2);
    const options = { title, use: String, sum: '' };
    const said =
      'usesOf: expected a loss that uses the parameter, received one that does not. Run forward with it.';
    expect(() => usesOf(tensor([1]).sum(), idle.weight, options)).toThrow(said);
    expect(() => usesOf(new Linear(2, 2).forward(tensor([[1, 2]])).sum(), idle.weight, options)).toThrow(
      said,
    );
  });
  it('an array of three axes is no grid', () => {
    expect(gridOf(tensor([1, 2]).array, 'row').rows).toEqual([[1, 2]]);
    expect(gridOf(tensor(3).array, 'one').rows).toEqual([[3]]);
    expect(() => gridOf(tensor([[[1]]]).array, '')).toThrow(
      'gridOf: expected at most two axes, received shape (1, 1, 1). Select a part of it.',
    );
  });
});
