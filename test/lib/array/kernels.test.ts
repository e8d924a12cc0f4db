import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { fromValues, NumArray, release, result } from '../../../lib/array/array.ts';
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
import { BYTES, FINGERPRINT } from '../../../lib/array/kernels/bytes.ts';
import { kernels, standing, withoutKernels } from '../../../lib/array/kernels/load.ts';
import { matmul } from '../../../lib/array/matmul.ts';
import { slice, transpose } from '../../../lib/array/movement.ts';
import { sum } from '../../../lib/array/reduce.ts';
import { Linear, ReLU, Sequential, SGD, Tensor } from '../../../lib/index.ts';
import { awkward, expectBothWays } from '../../arbitraries/floats.ts';
import { fingerprint } from '../../kernels/fingerprint.mjs';

/** Around the least worth it, one block, and several with a rest. */
const size = fc.constantFrom(255, 256, 257, 259, 1000, 4095, 4096, 4097, 8195);

/** `count` numbers that repeat a short list: awkward values reach every lane. */
const filled = (count: number, list: readonly number[], offset: number): NumArray => {
  const data = Float32Array.from({ length: count + offset + 3 }, (_, i) => list[i % list.length]!);
  return new NumArray(data, [count], 'float32', [1], offset);
};
const operand = fc.tuple(awkward, fc.nat(5));

describe('kernels give the bits of the plain loops', () => {
  const operations = { add, subtract, multiply, divide, gate } as const;
  for (const [name, operation] of Object.entries(operations)) {
    it(`in ${name}`, () => {
      fc.assert(
        fc.property(size, operand, operand, (n, [a, i], [b, j]) => {
          expectBothWays(() => operation(filled(n, a, i), filled(n, b, j)));
        }),
        { numRuns: 12 },
      );
    });
  }

  it('in relu and scale', () => {
    fc.assert(
      fc.property(size, operand, fc.double(), (n, [a, i], factor) => {
        expectBothWays(() => relu(filled(n, a, i)));
        expectBothWays(() => scale(filled(n, a, i), factor));
      }),
      { numRuns: 12 },
    );
  });

  it('with one row added to every row', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom(1, 3, 64, 1001, 4096, 4099),
        operand,
        operand,
        (rows, columns, [a, i], [b, j]) => {
          const left = filled(rows * columns, a, i);
          const matrix = new NumArray(left.data, [rows, columns], 'float32', undefined, i);
          expectBothWays(() => add(matrix, filled(columns, b, j)));
        },
      ),
      { numRuns: 12 },
    );
  });

  it('when they add into an array, scaled or not, and only between its ends', () => {
    fc.assert(
      fc.property(size, operand, operand, fc.constantFrom(1, -0.01, 3), (n, [a, i], [b, j], factor) => {
        expectBothWays(() => {
          const target = filled(n, a, i);
          addInto(target, filled(n, b, j), factor);
          return new NumArray(target.data, [target.data.length], 'float32');
        });
      }),
      { numRuns: 12 },
    );
  });

  it('in uniform and normal numbers, at every length and wherever the stream stands', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.constantFrom(255, 256, 1247, 1248, 1250, 5000, 9001),
        fc.nat(700),
        fc.constantFrom(null, [0, 1], [0, 0.02], [0.5, 2]),
        (seed, n, before, normal) => {
          expectBothWays(() => {
            const generator = new Generator(seed);
            for (let i = 0; i < before; i++) generator.uint32();
            const out = new Float32Array(n + 1);
            if (normal === null) generator.fillUniform(out.subarray(0, n), -0.3, 0.7);
            else generator.fillNormal(out.subarray(0, n), normal[0]!, normal[1]!);
            // The stream stands where it stood: the next number is the same too.
            out[n] = generator.uniform();
            return fromValues(out, [n + 1]);
          });
        },
      ),
      { numRuns: 24 },
    );
  });
});

describe('sums through the kernels', () => {
  it('of everything, of columns, and of a column of rows agree with the plain ones but for rounding', () => {
    const ordinary = fc.array(fc.float({ min: -1e3, max: 1e3, noNaN: true }), {
      minLength: 1,
      maxLength: 13,
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(1, 7, 300, 1024, 1025),
        ordinary,
        fc.nat(3),
        (rows, columns, list, at) => {
          const data = filled(rows * columns, list, at).data;
          const matrix = new NumArray(data, [rows, columns], 'float32', undefined, at);
          for (const axis of [undefined, 0, 1]) {
            const fast = sum(matrix, axis).values();
            const plain = withoutKernels(() => sum(matrix, axis).values());
            fast.forEach((total, i) => {
              // Partial sums are doubles either way: only the one rounding at the end can fall on the other side.
              expect(Math.abs(total - plain[i]!)).toBeLessThanOrEqual(2 ** -23 * Math.abs(plain[i]!) + 1e-6);
            });
          }
        },
      ),
      { numRuns: 12 },
    );
  });
  it('keep NaN and infinities', () => {
    const a = fromValues(new Float32Array(1000).fill(1), [1000]);
    a.set([999], Infinity);
    expect(sum(a).get()).toBe(Infinity);
    a.set([3], -Infinity);
    expect(sum(a).get()).toBeNaN();
  });
});

describe('a product through the kernels', () => {
  const side = fc.constantFrom(1, 2, 3, 4, 5, 7, 8, 9, 16, 31, 65);
  const layout = fc.constantFrom('plain', 'transposed', 'every second column', 'later rows');
  /** A (rows × columns) window of that layout, holding numbers that sum without overflow. */
  const laid = (rows: number, columns: number, how: string, seed: number): NumArray => {
    const make = (m: number, n: number) =>
      fromValues(
        Float32Array.from({ length: m * n }, (_, i) => ((i * 37 + seed) % 101) / 50 - 1),
        [m, n],
      );
    if (how === 'transposed') return transpose(make(columns, rows), 0, 1);
    if (how === 'every second column') return slice(make(rows, 2 * columns), 1, 0, 2 * columns, 2);
    return how === 'later rows' ? slice(make(rows + 3, columns), 0, 3) : make(rows, columns);
  };

  it('is that of three dull loops, for awkward sizes and strides', () => {
    fc.assert(
      fc.property(
        side,
        fc.constantFrom(1, 17, 64, 255, 256, 300),
        side,
        layout,
        layout,
        fc.nat(50),
        (m, k, n, p, q, seed) => {
          const [a, b] = [laid(m, k, p, seed), laid(k, n, q, seed + 7)];
          const product = matmul(a, b);
          expect(product.shape).toEqual([m, n]);
          for (let i = 0; i < m; i++) {
            for (let j = 0; j < n; j++) {
              let total = 0;
              let magnitude = 0;
              for (let l = 0; l < k; l++) {
                total += a.get(i, l) * b.get(l, j);
                magnitude += Math.abs(a.get(i, l) * b.get(l, j));
              }
              expect(Math.abs(product.get(i, j) - total)).toBeLessThanOrEqual(k * 2 ** -24 * magnitude);
            }
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it('spreads NaN and infinities to their row and column only', () => {
    for (const [x, y] of [
      [Number.NaN, Number.NaN],
      [Infinity, Infinity],
      [-Infinity, -Infinity],
    ] as const) {
      const a = fromValues(new Float32Array(9 * 40).fill(1), [9, 40]);
      a.set([8, 39], x);
      const product = matmul(a, fromValues(new Float32Array(40 * 11).fill(1), [40, 11]));
      for (let i = 0; i < 9; i++)
        for (let j = 0; j < 11; j++) expect(product.get(i, j)).toBe(i === 8 ? y : 40);
    }
  });

  it('of no rows, columns or depth is empty or zero', () => {
    const empty = (m: number, n: number) => fromValues([], [m, n]);
    expect(matmul(empty(0, 900), fromValues(new Float32Array(900 * 3), [900, 3])).shape).toEqual([0, 3]);
    expect(
      matmul(empty(50, 0), empty(0, 50))
        .values()
        .every((v) => v === 0),
    ).toBe(true);
  });

  it('in float64 keeps its digits', () => {
    const a = fromValues(new Float64Array(40 * 40).fill(1 / 3), [40, 40], 'float64');
    expect(matmul(a, a).get(0, 0)).toBeCloseTo(40 / 9, 13);
  });
});

describe('the kernels’ bytes', () => {
  it('belong to the source beside them', () => {
    expect(fingerprint(Buffer.from(BYTES, 'base64')), 'Run npm run kernels after editing the source').toBe(
      FINGERPRINT,
    );
  });
  it('are small', () => {
    expect(Buffer.from(BYTES, 'base64').length).toBeLessThan(8000);
  });
});

describe('without WebAssembly', () => {
  const path = '../../../lib/array/kernels/load.ts';
  const freshly = async (
    host: unknown,
    after: (load: typeof import('../../../lib/array/kernels/load.ts')) => void,
  ) => {
    const before = (globalThis as { WebAssembly?: unknown }).WebAssembly;
    try {
      vi.resetModules();
      Object.assign(globalThis, { WebAssembly: host });
      after(await import(path));
    } finally {
      Object.assign(globalThis, { WebAssembly: before });
      vi.resetModules();
    }
  };

  it('there are none, and the plain loops answer', () =>
    freshly(undefined, (load) => expect(load.kernels(100)).toBeNull()));
  it('and where SIMD is unknown, too', async () => {
    const refuse = function Module() {
      throw new Error('invalid module');
    };
    await freshly({ Module: refuse }, (load) => expect(load.kernels(100)).toBeNull());
  });
  it('taken off the global after the library was loaded, they still work', () =>
    freshly((globalThis as { WebAssembly?: unknown }).WebAssembly, (load) => {
      Object.assign(globalThis, { WebAssembly: undefined });
      expect(load.kernels(100)).not.toBeNull();
    }));
  it('plain loops end with the work, even when it throws', () => {
    const refuse = () => {
      expect(kernels(1)).toBeNull();
      throw new Error('enough');
    };
    expect(() => withoutKernels(refuse)).toThrow('enough');
    expect(kernels(1)).not.toBeNull();
  });
});

describe('memory of the kernels', () => {
  it('that a giant product needed is not kept', () => {
    expect(kernels(2 ** 25)!.floats.byteLength).toBeGreaterThanOrEqual(2 ** 27);
    expect(kernels(1000)).toBe(standing());
    expect(standing()!.floats.byteLength).toBeLessThanOrEqual(320 * 2 ** 20);
    expect(kernels(2 ** 25)!.floats.byteLength).toBeLessThan(2 ** 27 + 2 ** 16);
  });
  it('stays as it is over many training steps', () => {
    const net = new Sequential(new Linear(40, 60), new ReLU(), new Linear(60, 10));
    const optimizer = new SGD(net.parameters(), { lr: 0.01 });
    const x = new Tensor(
      fromValues(
        Float32Array.from({ length: 16 * 40 }, (_, i) => (i % 19) / 19),
        [16, 40],
      ),
    );
    const step = () => {
      optimizer.zeroGrad();
      net.forward(x).pow(2).mean().backward();
      optimizer.step();
    };
    step();
    const after = kernels(1)!.floats.buffer;
    for (let i = 0; i < 200; i++) step();
    expect(kernels(1)!.floats.buffer).toBe(after);
  });
  it('is refused beyond a gigabyte, and the plain loops answer', () => {
    expect(kernels(2 ** 29)).toBeNull();
  });
});

describe('result', () => {
  it('gives room that nobody else writes to, and a buffer of its own to who asks', () => {
    const parts = Array.from({ length: 200 }, (_, i) => result([10 + 40 * i], 'float32'));
    for (const [i, part] of parts.entries()) {
      expect(part.size).toBe(10 + 40 * i);
      part.memory.fill(i + 1, part.start, part.start + part.size);
    }
    for (const [i, part] of parts.entries()) {
      const { memory, start, size } = part;
      expect([part.data.length, part.offset, part.data.every((v) => v === i + 1)]).toEqual([size, 0, true]);
      expect(part.data).toBe(part.data);
      expect(part.data.buffer).toBe(memory.buffer);
      part.data[size - 1] = -1;
      expect(memory[start + size - 1]).toBe(-1);
    }
  });
  it('gives the room of what was released to the next of its size, and to no second one', () => {
    const first = result([100], 'float32');
    const at = [first.memory, first.start];
    release(first);
    const [second, third] = [result([10, 10], 'float32'), result([100], 'float32')];
    expect([second.memory, second.start]).toEqual(at);
    expect([third.memory, third.start]).not.toEqual(at);
  });
  it('does not take back a window on part of a buffer', () => {
    const whole = result([200], 'float32');
    const half = whole.window([100], [1]);
    release(half);
    expect(result([100], 'float32').memory).not.toBe(half.memory);
  });
  it('knows windows on one buffer from neighbours in memory', () => {
    const [a, b] = [result([4], 'float32'), result([4], 'float32')];
    expect([a.sharesWith(b), a.sharesWith(a)]).toEqual([false, true]);
    const window = a.window([2], [2]);
    expect([window.sharesWith(a), a.sharesWith(window), window.sharesWith(b)]).toEqual([true, true, false]);
  });
  it('keeps other types in buffers of their own', () => {
    expect(result([100], 'float64').memory).toBeInstanceOf(Float64Array);
    const { memory } = result([100], 'bool');
    expect(memory.byteLength).toBe(memory.buffer.byteLength);
  });
});
