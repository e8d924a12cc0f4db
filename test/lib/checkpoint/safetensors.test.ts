import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CheckpointError,
  Linear,
  loadModel,
  loadTensors,
  type Module,
  ReLU,
  Sequential,
  saveModel,
  saveTensors,
  tensor,
  zeros,
} from '#lib';

/** A file made by hand: the header as it stands, then the data. */
function file(header: string, data: readonly number[] = [], length = header.length): Uint8Array {
  const bytes = new Uint8Array(8 + header.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(new TextEncoder().encode(header), 8);
  bytes.set(data, 8 + header.length);
  return bytes;
}
const headerOf = (bytes: Uint8Array) => {
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  return new TextDecoder().decode(bytes.subarray(8, 8 + length));
};
const tied = (): Module => {
  const shared = new Linear(2, 2);
  return new Sequential(shared, new ReLU(), shared);
};
const untied = (): Module => new Sequential(new Linear(2, 2), new ReLU(), new Linear(2, 2));

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
    return fc.array(element, { minLength: size, maxLength: size }).map((values) =>
      tensor(
        values.map((v) => (dtype === 'int64' ? v + 0 : v)),
        { dtype },
      ).reshape(...shape),
    );
  });
const states = fc
  .dictionary(fc.string(), tensors, { maxKeys: 5 })
  .map((record) => new Map(Object.entries(record)));

describe('safetensors', () => {
  it('are eight bytes of length, a padded header, then the data', () => {
    const bytes = saveTensors(
      [
        [
          'w',
          tensor([
            [1, 2],
            [3, 4],
          ]),
        ],
        ['b', tensor([7], { dtype: 'int64' })],
      ],
      [['by', 'hand']],
    );
    expect(headerOf(bytes)).toBe(
      '{"__metadata__":{"by":"hand"},"b":{"dtype":"I64","shape":[1],"data_offsets":[0,8]},"w":{"dtype":"F32","shape":[2,2],"data_offsets":[8,24]}}'.padEnd(
        144,
      ),
    );
    expect(bytes.length).toBe(8 + 144 + 24);
    expect([...saveTensors([])]).toEqual([8, 0, 0, 0, 0, 0, 0, 0, 123, 125, 32, 32, 32, 32, 32, 32]);
  });
  it('give back every number, shape, type and name (property)', () => {
    fc.assert(
      fc.property(states, fc.dictionary(fc.string(), fc.string()), (state, words) => {
        if (state.has('__metadata__')) return;
        const back = loadTensors(saveTensors(state, Object.entries(words)));
        expect(new Set(back.tensors.keys())).toEqual(new Set(state.keys()));
        for (const [name, { array }] of state) {
          const got = back.tensors.get(name)!.array;
          expect([got.dtype, got.shape]).toEqual([array.dtype, array.shape]);
          expect([...got.data].every((v, i) => Object.is(v, array.data[array.offset + i]))).toBe(true);
        }
        expect(Object.fromEntries(back.metadata)).toEqual(words);
      }),
    );
  });
  it('read a file that starts anywhere in a buffer', () => {
    const bytes = saveTensors([['w', tensor([1, 2, 3])]]);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(loadTensors(shifted.subarray(3)).tensors.get('w')!.tolist()).toEqual([1, 2, 3]);
  });
  it('no bytes at all make anything but a checkpoint or a CheckpointError (property)', () => {
    const whole = saveTensors(
      [
        [
          'w',
          tensor([
            [1, 2],
            [3, 4],
          ]),
        ],
        ['b', tensor([1])],
      ],
      [['k', 'v']],
    );
    const edits = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 4,
    });
    const damaged = fc.tuple(edits, fc.nat(whole.length)).map(([changes, end]) => {
      const bytes = whole.slice(0, end);
      for (const [i, value] of changes) if (i < end) bytes[i] = value;
      return bytes;
    });
    fc.assert(
      fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 64 })), (bytes) => {
        try {
          loadTensors(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(CheckpointError);
        }
      }),
      { numRuns: 2000 },
    );
  });
  const one = (fields: string) => `{"w":{${fields}}}`;
  it.each([
    [new Uint8Array(3), 'expected at least 8 bytes, received 3'],
    [file('{}', [], 2 ** 40), 'expected a header of at most 100000000 bytes, received 1099511627776'],
    [file('{}', [], 9), 'expected a header of 9 bytes, received 2 bytes in all'],
    [file('[]'), "expected a header that starts with '{', received '[]'"],
    [file('{"w"}'), 'expected a header in JSON, received text that is none'],
    [file('{"a":{},"a":{}}'), "expected every key once, received 'a' twice in one object"],
    [file(one('"dtype":"F32","dtype":"F32"')), "received 'dtype' twice in one object"],
    [
      file(one('"dtype":"F16","shape":[],"data_offsets":[0,2]')),
      `expected 'w' of dtype I64, F64, F32, BOOL, received dtype "F16"`,
    ],
    [file('{"w":3}'), "expected 'w' of dtype"],
    [
      file(one('"dtype":"F32","shape":[-1],"data_offsets":[0,4]')),
      "expected 'w' with a shape, received shape [-1]",
    ],
    [
      file(one('"dtype":"F32","shape":[1],"data_offsets":[0]')),
      "expected 'w' with two data_offsets, received data_offsets [0]",
    ],
    [
      file(one('"dtype":"F32","shape":[2],"data_offsets":[0,4]'), [0, 0, 0, 0]),
      "expected 8 bytes for 'w', received 4",
    ],
    [
      file(one('"dtype":"F32","shape":[1],"data_offsets":[4,8]'), [0, 0, 0, 0]),
      "expected 'w' to start at byte 0, received 4 (a hole)",
    ],
    [
      file(
        '{"a":{"dtype":"BOOL","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"BOOL","shape":[2],"data_offsets":[1,3]}}',
        [0, 0, 0],
      ),
      "expected 'b' to start at byte 2, received 1 (an overlap)",
    ],
    [
      file(one('"dtype":"F32","shape":[1],"data_offsets":[0,4]'), [0, 0]),
      'expected 4 bytes of data, received 2',
    ],
    [file('{"__metadata__":{"a":1}}'), 'expected __metadata__ of strings, received {"a":1}'],
    [file('{"__metadata__":[]}'), 'expected __metadata__ of strings, received []'],
    [file(one('"dtype":"BOOL","shape":[1],"data_offsets":[0,1]'), [2]), "expected 0 or 1 in 'w', received 2"],
    [
      file(one('"dtype":"I64","shape":[1],"data_offsets":[0,8]'), [0, 0, 0, 0, 0, 0, 0, 64]),
      "expected whole numbers below 2^53 in 'w', received 4611686018427387904",
    ],
    [new Uint8Array([1, 0, 0, 0, 0, 0, 0, 0, 255]), 'expected a header in UTF-8, received other bytes'],
  ])('%# a broken file is refused with its fault', (bytes, text) => {
    expect(() => loadTensors(bytes)).toThrow(CheckpointError);
    expect(() => loadTensors(bytes)).toThrow(text);
  });
  it('a name such as __proto__ is a name like any other', () => {
    const bytes = saveTensors([['__proto__', tensor([5])]]);
    expect(loadTensors(bytes).tensors.get('__proto__')!.tolist()).toEqual([5]);
    expect(({} as Record<string, unknown>).dtype).toBeUndefined();
  });
  it('S-03: shared memory, windows and strangers are not saved; disjoint windows are', () => {
    const whole = tensor([
      [1, 2],
      [3, 4],
    ]);
    expect(() =>
      saveTensors([
        ['b', whole],
        ['a', whole.data],
      ]),
    ).toThrow(
      'saveTensors: expected memory of its own for every name, received a and b (Some tensors share memory). Use saveModel, or clone one.',
    );
    expect(() => saveTensors([['a', whole.t()]])).toThrow(
      "saveTensors: expected dense tensors, received 'a' (You are trying to save a non contiguous tensor). Call clone() on it first.",
    );
    expect(() => saveTensors([['a', [1] as never]])).toThrow(
      "saveTensors: expected tensors, received a Array under 'a'. Wrap numbers with tensor([...]).",
    );
    const rows = loadTensors(
      saveTensors([
        ['0', whole.select(0, 0)],
        ['1', whole.select(0, 1)],
      ]),
    ).tensors;
    expect([...rows.values()].map((row) => row.tolist())).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(() =>
      saveTensors([
        ['a', zeros([0])],
        ['b', zeros([0])],
      ]),
    ).not.toThrow();
  });
});

describe('tied modules', () => {
  it('case 60: the first name of each tie is stored, and the others are told in the metadata', () => {
    const net = tied();
    const { tensors: stored, metadata } = loadTensors(saveModel(net));
    expect([[...stored.keys()], Object.fromEntries(metadata)]).toEqual([
      ['0.bias', '0.weight'],
      { '2.bias': '0.bias', '2.weight': '0.weight' },
    ]);
    expect(stored.get('0.weight')!.tolist()).toEqual(net.getParameter('0.weight').tolist());
  });
  it('S-04: load into a tied module; an untied one lacks a name unless not strict', () => {
    const source = tied();
    const bytes = saveModel(source);
    const target = tied();
    expect(loadModel(target, bytes)).toEqual({ missing: new Set(), unexpected: new Set() });
    expect(target.getParameter('2.weight').tolist()).toEqual(source.getParameter('0.weight').tolist());
    expect(target.getParameter('2.weight')).toBe(target.getParameter('0.weight'));
    expect(() => loadModel(untied(), bytes)).toThrow(
      'loadModel: expected the names of the module, received Missing key(s): 2.weight, 2.bias. Build the same ties, or pass strict: false.',
    );
    expect(loadModel(untied(), bytes, { strict: false }).missing).toEqual(new Set(['2.weight', '2.bias']));
    expect(() => loadModel(new Linear(2, 2), bytes)).toThrow(
      'Missing key(s): weight, bias; Unexpected key(s): 0.bias, 0.weight',
    );
  });
  it('a broken file changes nothing', () => {
    const net = tied();
    const before = net.getParameter('0.weight').tolist();
    expect(() => loadModel(net, saveModel(net).slice(0, -1))).toThrow(CheckpointError);
    expect(net.getParameter('0.weight').tolist()).toEqual(before);
  });
});
