import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CheckpointError, loadTensors, saveTensors, tensor, zeros } from '#lib';
import { damaged, sameStates, states } from './states.ts';

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
  it('lay wider kinds before narrower ones, and names of one kind in order', () => {
    const kinds = ['bool', 'float32', 'float64', 'int64'] as const;
    const state = [...'hgfedcba'].map((name) => {
      const dtype = kinds[Math.floor('abcdefgh'.indexOf(name) / 2)]!;
      return [name, zeros([1], { dtype })] as const;
    });
    expect(Object.keys(JSON.parse(headerOf(saveTensors(state))))).toEqual([...'ghefcdab']);
  });
  it('give back every number, shape, type and name (property)', () => {
    fc.assert(
      fc.property(states, fc.dictionary(fc.string(), fc.string()), (state, words) => {
        if (state.has('__metadata__')) return;
        const back = loadTensors(saveTensors(state, Object.entries(words)));
        sameStates(back.tensors, state);
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
    fc.assert(
      fc.property(damaged(whole), (bytes) => {
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
      "saveTensors: expected tensors, received an Array under 'a'. Wrap numbers with tensor([...]).",
    );
    expect(() =>
      saveTensors([
        ['a', whole],
        ['a', zeros([1])],
      ]),
    ).toThrow("saveTensors: expected every name once, received 'a' twice. Rename one of them.");
    expect(() => saveTensors([['__metadata__', whole]])).toThrow(
      "saveTensors: expected names of tensors, received '__metadata__', where the metadata are. Rename it.",
    );
    expect(() => saveTensors([], [['epoch', 3 as never]])).toThrow(
      "saveTensors: expected metadata of strings, received the number 3 under 'epoch'. Turn it into text.",
    );
    expect(() => loadTensors(new ArrayBuffer(8) as never)).toThrow(
      'loadTensors: expected a Uint8Array, received an ArrayBuffer. Wrap a buffer: new Uint8Array(buffer).',
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
