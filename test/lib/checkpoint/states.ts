import fc from 'fast-check';
import { expect } from 'vitest';
import { Generator, Linear, ReLU, Sequential, Tanh, type Tensor, tensor } from '#lib';

const dtypes = ['float32', 'float64', 'int64', 'bool'] as const;
const tensors = fc
  .tuple(fc.constantFrom(...dtypes), fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 3 }))
  .chain(([dtype, shape]) => {
    const size = shape.reduce((product, n) => product * n, 1);
    const element = {
      float32: fc.float(),
      float64: fc.double(),
      int64: fc.maxSafeInteger(),
      bool: fc.integer({ min: 0, max: 1 }),
    }[dtype] as fc.Arbitrary<number>;
    return fc
      .array(element, { minLength: size, maxLength: size })
      .map((values) =>
        tensor(dtype === 'int64' ? values.map((v) => v + 0) : values, { dtype }).reshape(...shape),
      );
  });

/** Tensors of every dtype, shape and value, under any names. */
export const states: fc.Arbitrary<Map<string, Tensor>> = fc
  .dictionary(fc.string({ unit: 'grapheme' }), tensors, { maxKeys: 5 })
  .map((record) => new Map(Object.entries(record)));

/** A file cut short, with some bytes changed; or bytes that never were a file. */
export const damaged = (whole: Uint8Array): fc.Arbitrary<Uint8Array> => {
  const edits = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 })), {
    minLength: 1,
    maxLength: 4,
  });
  const end = fc.oneof(fc.constant(whole.length), fc.nat(whole.length));
  const spoilt = fc.tuple(edits, end).map(([changes, length]) => {
    const bytes = whole.slice(0, length);
    for (const [i, value] of changes) if (i < length) bytes[i] = value;
    return bytes;
  });
  return fc.oneof(
    { weight: 9, arbitrary: spoilt },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 64 }) },
  );
};

/** The same names, dtypes, shapes and numbers; −0 and NaN count as themselves. */
export function sameStates(got: ReadonlyMap<string, Tensor>, wanted: ReadonlyMap<string, Tensor>): void {
  expect(new Set(got.keys())).toEqual(new Set(wanted.keys()));
  for (const [name, { array }] of wanted) {
    const back = got.get(name)!.array;
    expect([back.dtype, back.shape]).toEqual([array.dtype, array.shape]);
    const values = array.values();
    expect(back.values().every((v, i) => Object.is(v, values[i]))).toBe(true);
  }
}

/** Linear(2, 2), ReLU, the same Linear again. */
export function tied(): Sequential {
  const shared = new Linear(2, 2);
  return new Sequential(shared, new ReLU(), shared) as unknown as Sequential;
}
export const untied = (): Sequential =>
  new Sequential(new Linear(2, 2), new ReLU(), new Linear(2, 2)) as unknown as Sequential;

/** The net of `golden/checkpoint/*.py`: a middle layer used twice; its numbers follow the seed on every machine. */
export function goldenNet(seed: number): Sequential {
  const generator = new Generator(seed);
  const first = new Linear(4, 8, { generator });
  const shared = new Linear(8, 8, { generator });
  const last = new Linear(8, 1, { generator });
  const net = new Sequential(first, new ReLU(), shared, new Tanh(), shared, new ReLU(), last);
  return net as unknown as Sequential;
}
