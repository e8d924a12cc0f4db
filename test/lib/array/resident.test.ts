import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate, NumArray, result } from '../../../lib/array/array.ts';
import {
  add,
  addInto,
  divide,
  gate,
  multiply,
  relu,
  scale,
  subtract,
} from '../../../lib/array/elementwise.ts';
import { Generator } from '../../../lib/array/generator.ts';
import { withoutKernels } from '../../../lib/array/kernels/load.ts';
import {
  closeScope,
  handBack,
  LARGE,
  lend,
  loanOf,
  MIDDLING,
  openScope,
} from '../../../lib/array/kernels/resident.ts';
import { matmul } from '../../../lib/array/matmul.ts';
import { copy, expand, isUniform, reshape } from '../../../lib/array/movement.ts';
import { sum } from '../../../lib/array/reduce.ts';
import { awkward, expectBothWays } from '../../arbitraries/floats.ts';

const size = fc.constantFrom(LARGE, LARGE + 1, LARGE + 15, LARGE + 4098);

/** `count` numbers repeating a list, from `offset` on in a buffer that is resident or not. */
function filled(count: number, values: readonly number[], offset: number, resident: boolean): NumArray {
  const length = count + offset + 3;
  const data = resident ? allocate('float32', length) : new Float32Array(length);
  for (let i = 0; i < length; i++) data[i] = values[i % values.length]!;
  return new NumArray(data, [count], 'float32', [1], offset);
}
const operand = fc.tuple(awkward, fc.nat(5), fc.boolean());

describe('large float32 numbers lie in the memory of the kernels', () => {
  const binary = { add, subtract, multiply, divide, gate } as const;
  for (const [name, operation] of Object.entries(binary)) {
    it(`where ${name} gives the bits of the plain loop, whichever operand lies elsewhere`, () => {
      fc.assert(
        fc.property(size, operand, operand, (n, [a, i, here], [b, j, there]) => {
          expectBothWays(() => operation(filled(n, a, i, here), filled(n, b, j, there)));
        }),
        { numRuns: 8 },
      );
    });
  }
  it('where relu, scale, a row, a number and a sum into another do, too', () => {
    fc.assert(
      fc.property(
        size,
        operand,
        operand,
        fc.oneof(fc.integer({ min: 2, max: 90 }), fc.constantFrom(1000, 1025, 4096)),
        (n, [a, i, here], [b, j, there], c) => {
          const rows = Math.ceil(n / c);
          const x = filled(rows * c, a, i, here);
          const row = filled(c, b, j, false);
          const one = reshape(filled(1, b, j, false), []);
          expectBothWays(() => relu(x));
          expectBothWays(() => scale(x, b[0]!));
          expectBothWays(() => add(x.window([rows, c], [c, 1]), row));
          expectBothWays(() => divide(x.window([rows, c], [c, 1]), row));
          expectBothWays(() => subtract(one, x));
          expectBothWays(() => subtract(x, expand(one, [rows * c])));
          expectBothWays(() => gate(expand(one, [rows * c]), x));
          expectBothWays(() => {
            const target = copy(filled(rows * c, b, j, there));
            addInto(target, x, 0.5);
            return target;
          });
        },
      ),
      { numRuns: 4 },
    );
  });
  it('where a product is the plain one but for rounding, from and into either memory', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), fc.constantFrom(128, 130, 131), (here, there, n) => {
        const values = [0.5, -0.25, 0.125, 1, -1, 0.75, 0.3];
        const a = filled(n * 140, values, 2, here).window([n, 140], [140, 1]);
        const b = filled(140 * 136, values, 1, there).window([140, 136], [136, 1]);
        const fast = matmul(a, b).values();
        const plain = withoutKernels(() => matmul(a, b)).values();
        expect(Math.max(...fast.map((v, i) => Math.abs(v - plain[i]!)))).toBeLessThan(1e-4);
      }),
      { numRuns: 4 },
    );
  });
  it('where random numbers are those of the plain stream, and nothing beyond them is touched', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: 0, max: 700 }), fc.boolean(), (drawn, more, normal) => {
        const draw = (data: Float32Array): Float32Array => {
          const generator = new Generator(7);
          for (let i = 0; i < drawn; i++) generator.uint32();
          const part = data.fill(9).subarray(5, 5 + LARGE + more);
          if (normal) generator.fillNormal(part, 1, 2);
          else generator.fillUniform(part, -1, 1);
          return data;
        };
        const fast = draw(allocate('float32', LARGE + 800) as Float32Array);
        const plain = withoutKernels(() => draw(new Float32Array(LARGE + 800)));
        expect(Buffer.compare(Buffer.from(fast.slice().buffer), Buffer.from(plain.buffer))).toBe(0);
      }),
      { numRuns: 12 },
    );
  });
  it('whose sum is the plain one but for rounding', () => {
    const x = filled(3 * LARGE, [0.1, -0.7, 3, 1e-3], 1, true);
    expect(sum(x).get()).toBeCloseTo(withoutKernels(() => sum(x)).get(), 1);
  });
});

describe('a block', () => {
  it('is lent to one at a time: numbers stay while they are lent', () => {
    const step = fc.oneof(
      fc.record({ take: fc.integer({ min: LARGE, max: LARGE + 3000 }) }),
      fc.record({ drop: fc.nat(20) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const lent: { data: Float32Array; mark: number }[] = [];
        steps.forEach((each, mark) => {
          if ('take' in each) lent.push({ data: lend(each.take)!.fill(mark), mark });
          else if (each.drop < lent.length) handBack(lent.splice(each.drop, 1)[0]!.data);
        });
        for (const { data, mark } of lent) {
          expect(data.every((v) => v === mark)).toBe(true);
          handBack(data);
        }
      }),
      { numRuns: 30 },
    );
  });
  it('goes to the next who asks for as much, and the last loan stays ended', () => {
    const first = lend(LARGE + 77)!;
    const loan = loanOf(first)!;
    handBack(first);
    const next = lend(LARGE + 77)!;
    expect(next.byteOffset).toBe(first.byteOffset);
    expect(loan.ended).toBe(true);
    expect(loanOf(next)!.ended).toBe(false);
    handBack(next);
  });
  it('is zero when zeros are asked for', () => {
    const used = lend(LARGE + 5)!.fill(3);
    handBack(used);
    expect(allocate('float32', LARGE + 5).every((v) => v === 0)).toBe(true);
  });
  it('that nobody can reach any more is lent again', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const places = new Set<number>();
    const take = () => {
      for (let i = 0; i < 5; i++) places.add(lend(LARGE + 9999)!.byteOffset);
    };
    take();
    const before = places.size;
    for (let turn = 0; turn < 20 && places.size === before; turn++) {
      collect();
      await new Promise((resolve) => setImmediate(resolve));
      const again = lend(LARGE + 9999)!;
      if (places.has(again.byteOffset)) return;
      places.delete(again.byteOffset);
    }
    expect.unreachable('no lost block came back');
  });
  it('is not to be had where there is no room: the numbers lie elsewhere then', () => {
    const most = 2 ** 26 + 2 ** 20;
    expect(lend(most)).toBeNull();
    expect(result([most], 'float32').data.length).toBe(most);
  });
  it('is never lent to small arrays or other types', () => {
    expect(lend(LARGE - 1)).toBeNull();
    expect(loanOf(allocate('float64', LARGE))).toBeNull();
    handBack(new Float32Array(LARGE));
  });
});

describe('a scope', () => {
  it('gives back what was lent in it, but for what is kept or belongs to the scope around it', () => {
    openScope();
    const outer = lend(LARGE)!;
    openScope();
    const [gone, kept, returned] = [lend(LARGE)!, lend(LARGE)!, lend(LARGE)!];
    const loans = [outer, gone, kept, returned].map((data) => loanOf(data)!);
    loans[2]!.kept = true;
    closeScope(() => new Set([returned]));
    expect(loans.map((loan) => loan.ended)).toEqual([false, true, false, false]);
    closeScope(() => new Set());
    expect(loans.map((loan) => loan.ended)).toEqual([true, true, false, true]);
    handBack(kept);
  });
  it('gives middling results back too, which elsewhere are left to the collector, as are arrays of values', () => {
    const loans = () => [
      loanOf(result([MIDDLING - 1], 'float32').data),
      loanOf(result([MIDDLING], 'float64').data),
      loanOf(allocate('float32', MIDDLING)),
      loanOf(result([MIDDLING], 'float32').data),
      loanOf(result([LARGE - 1], 'float32').data),
    ];
    expect(loans()).toEqual([null, null, null, null, null]);
    openScope();
    const [, , , least, most] = loans();
    const before = result([700], 'float32').data.byteOffset;
    closeScope(() => new Set());
    expect([least?.ended, most?.ended]).toEqual([true, true]);
    openScope();
    expect(loans().map((loan) => loan?.ended)).toEqual([undefined, undefined, undefined, false, false]);
    expect(result([700], 'float32').data.byteOffset).toBe(before);
    closeScope(() => new Set());
  });
  it('computes with middling numbers what the plain loops compute, wherever they lie', () => {
    const middling = fc.constantFrom(MIDDLING, 1000, 2049, LARGE - 1);
    const binary = fc.constantFrom(add, subtract, multiply, divide, gate);
    fc.assert(
      fc.property(middling, operand, operand, binary, (n, [a, i, here], [b, j, there], operation) => {
        const [x, y] = [filled(n, a, i, false), filled(n, b, j, false)];
        openScope();
        // What an operation in the scope gave lies in the kernels' memory.
        const [p, q] = [here ? scale(x, 1) : x, there ? scale(y, 1) : y];
        expect(loanOf(p.data) !== null).toBe(here);
        expectBothWays(() => operation(p, q));
        expectBothWays(() => relu(p));
        expectBothWays(() => add(p, scale(filled(1, b, j, false), 1)));
        const product = matmul(reshape(p, [1, n]), reshape(q, [n, 1])).get(0, 0);
        closeScope(() => new Set());
        expect(product).toEqual(matmul(reshape(x, [1, n]), reshape(y, [n, 1])).get(0, 0));
      }),
      { numRuns: 16 },
    );
  });
  it('leaves room for large numbers, however many middling ones there are', () => {
    openScope();
    let count = 0;
    while (loanOf(result([MIDDLING], 'float32').data) !== null) count++;
    expect(count).toBeGreaterThan(10_000);
    expect(lend(2 ** 20)).not.toBeNull();
    closeScope(() => new Set());
  });
});

describe('isUniform', () => {
  it('tells one number, alone or stretched, from several', () => {
    const three = new NumArray(Float32Array.of(1, 2, 3), [3], 'float32');
    expect(isUniform(three)).toBe(false);
    expect(isUniform(expand(reshape(three.window([1], [1], 1), []), [4, 5]))).toBe(true);
    expect(isUniform(expand(three, [2, 3]))).toBe(false);
  });
});
