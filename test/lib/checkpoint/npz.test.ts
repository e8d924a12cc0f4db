import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { CheckpointError, tensor } from '#lib';
import { loadNpz, type NpzOptions, saveNpz } from '#lib/checkpoint';
import { damaged, sameStates, states } from './states.ts';

/** A zip archive of these members, made without the library. */
async function archive(
  members: readonly (readonly [string, Uint8Array])[],
  compress = false,
): Promise<Uint8Array> {
  const zip = new ZipFile();
  for (const [name, bytes] of members)
    zip.addBuffer(Buffer.from(bytes), name, { compress, mtime: new Date(1980, 0, 1) });
  zip.end();
  const pieces: Buffer[] = [];
  for await (const piece of zip.outputStream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}
/** One NumPy array by hand: version, header text, data. */
function npy(text: string, data: readonly number[] = [], version = 1, length = text.length): Uint8Array {
  const prefix =
    version === 1 ? [length % 256, length >> 8] : [length % 256, (length >> 8) % 256, length >> 16, 0];
  return Uint8Array.from([
    0x93,
    ...Buffer.from(`NUMPY`),
    version,
    0,
    ...prefix,
    ...Buffer.from(text),
    ...data,
  ]);
}
const dict = (descr: string, shape: string, order = 'False') =>
  `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }\n`;
const load = async (
  members: readonly (readonly [string, Uint8Array])[],
  options?: NpzOptions,
  compress = false,
) => loadNpz(await archive(members, compress), options);
const listed = async (member: Uint8Array) => (await load([['w.npy', member]])).tensors.get('w')!.tolist();

describe('npz', () => {
  it('gives back every number, shape, type, name and the order (property)', async () => {
    await fc.assert(
      fc.asyncProperty(states, async (state) => {
        const legal = new Map(
          [...state].map(([name, value], i) => [name.replace(/[\\/:\0.]/g, '_') + i, value]),
        );
        const back = await loadNpz(await saveNpz(legal));
        sameStates(back.tensors, legal);
        expect([...back.tensors.keys()]).toEqual([...legal.keys()]);
      }),
    );
  });
  it('S-06: a stored member per tensor, with a header of 128 bytes', async () => {
    const bytes = Buffer.from(
      await saveNpz([
        [
          '0.weight',
          tensor([
            [1, 2, 3],
            [4, 5, 6],
          ]),
        ],
      ]),
    );
    expect(bytes.subarray(30, 42).toString()).toBe('0.weight.npy');
    const at = bytes.indexOf(Buffer.from([0x93]));
    const header = bytes.subarray(at, at + 128).toString('latin1');
    expect(header.slice(10)).toBe(
      `${"{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }".padEnd(117)}\n`,
    );
    expect(bytes.readFloatLE(at + 128 + 4)).toBe(2);
    expect(await saveNpz([['a', tensor([1])]])).toEqual(await saveNpz([['a', tensor([1])]]));
  });
  it('no bytes make anything but a checkpoint or a CheckpointError (property)', async () => {
    const stored = await saveNpz([
      [
        'w',
        tensor([
          [1, 2],
          [3, 4],
        ]),
      ],
      ['b', tensor([1], { dtype: 'int64' })],
    ]);
    const deflated = await archive([['w.npy', npy(dict("'|b1'", '(2,)'), [0, 1])]], true);
    await fc.assert(
      fc.asyncProperty(fc.oneof(damaged(stored), damaged(deflated)), async (bytes) => {
        try {
          await loadNpz(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(CheckpointError);
        }
      }),
      { numRuns: 500 },
    );
  });
  it('reads versions 2 and 3, keys in any order, and column-major data', async () => {
    expect(await listed(npy(dict("'|b1'", '()'), [1], 2))).toBe(1);
    expect(await listed(npy(dict("'|b1'", '(0, 3)'), [], 3))).toEqual([]);
    expect(
      await listed(npy("{'shape': (2, 2), 'fortran_order': True, 'descr': '|b1'}", [1, 1, 0, 0])),
    ).toEqual([
      [1, 0],
      [1, 0],
    ]);
    expect(await listed(npy(dict("'|b1'", '(0, 3)', 'True')))).toEqual([]);
  });
  it.each([
    ['(2,)', "{'descr': '|b1'}", 'a header with descr, fortran_order and shape'],
    ['(-1,)', dict("'|b1'", '(-1,)'), 'a header with descr, fortran_order and shape'],
    ['a list of fields', dict("[('x', '<f4')]", '(1,)'), 'a header with descr, fortran_order and shape'],
    [
      'repeated',
      "{'descr': '|b1', 'descr': '|b1', 'fortran_order': False, 'shape': ()}",
      'a header with descr',
    ],
    ['half', dict("'<f2'", '(1,)'), "expected 'w' of dtype <i8, <f8, <f4, |b1, received '<f2'"],
    ['big-endian', dict("'>f4'", '(1,)'), "received '>f4'"],
    ['objects', dict("'|O'", '(1,)'), "received '|O'"],
    ['too large', dict("'<f8'", '(99999999999, 99999999999)'), "bytes for 'w', received 1"],
    ['too short', dict("'|b1'", '(2,)'), "npz: expected 2 bytes for 'w', received 1. Save the file again."],
    ['not a bit', dict("'|b1'", '(1,)'), "expected 0 or 1 in 'w', received 7"],
  ])('a header that is %s is refused with its fault', async (_, text, fault) => {
    const promise = load([['w.npy', npy(text, [7])]]);
    await expect(promise).rejects.toThrow(CheckpointError);
    await expect(promise).rejects.toThrow(fault);
  });
  it.each([
    [Uint8Array.from({ length: 40 }, () => 0), "expected 'w' as a NumPy array, received other bytes"],
    [Uint8Array.from([0x93]), "expected 'w' as a NumPy array, received 1 bytes of it"],
    [npy(dict("'|b1'", '()'), [1], 9), "expected 'w' of version 1, 2 or 3, received version 9"],
    [npy('{}', [], 2, 100_000), "expected a header of at most 10000 bytes for 'w', received 100000"],
    [npy('{}          ', [], 1, 500), "expected a whole header for 'w', received 510 bytes"],
  ])('%# bytes that are no array are refused with their fault', async (bytes, fault) => {
    await expect(load([['w.npy', bytes]])).rejects.toThrow(fault);
  });

  const whole = npy(dict("'|b1'", '(4,)'), [1, 0, 1, 0]);
  it('what is no archive, no array or there twice is refused', async () => {
    await expect(loadNpz(new Uint8Array(3))).rejects.toThrow(
      /^npz: expected a zip archive of NumPy arrays, received .+\. Save the file again\.$/,
    );
    await expect(load([['readme.txt', whole]])).rejects.toThrow(
      "expected members that end in .npy, received 'readme.txt'",
    );
    await expect(load([['x'.repeat(99), whole]])).rejects.toThrow(`received '${'x'.repeat(60)}'.`);
    await expect(
      load([
        ['w.npy', whole],
        ['w.npy', whole],
      ]),
    ).rejects.toThrow("expected every name once, received 'w' twice");
  });
  it('a checksum that does not match is refused', async () => {
    const bytes = Buffer.from(await archive([['w.npy', whole]]));
    const at = bytes.indexOf(whole.subarray(-4));
    bytes[at] = 0;
    await expect(loadNpz(bytes)).rejects.toThrow("expected 'w' as its checksum tells, received other bytes");
  });
  it('another compression, or encryption, is refused', async () => {
    const bytes = Buffer.from(await archive([['w.npy', whole]]));
    const central = bytes.indexOf(Buffer.from('PK\x01\x02'));
    bytes.writeUInt16LE(12, central + 10);
    await expect(loadNpz(bytes)).rejects.toThrow("expected 'w' stored or deflated, received method 12");
    const locked = Buffer.from(await archive([['w.npy', whole]], true));
    locked.writeUInt16LE(1, locked.indexOf(Buffer.from('PK\x01\x02')) + 8);
    await expect(loadNpz(locked)).rejects.toThrow(
      "expected 'w' stored or deflated, received an encrypted one",
    );
  });
  it('a bomb is refused by what it claims, before a byte is unpacked', async () => {
    const bytes = Buffer.from(await archive([['w.npy', whole]], true));
    const central = bytes.indexOf(Buffer.from('PK\x01\x02'));
    bytes.writeUInt32LE(0xfffffff0, central + 24);
    await expect(loadNpz(bytes)).rejects.toThrow(
      "npz: expected members that unpack to the bytes allowed, received 4294967280 more for 'w'. Pass a larger maxUnpackedBytes if you trust the file.",
    );
    await expect(load([['w.npy', whole]], { maxUnpackedBytes: whole.length - 1 }, true)).rejects.toThrow(
      'bytes allowed',
    );
    expect((await load([['w.npy', whole]], { maxUnpackedBytes: whole.length }, true)).tensors.size).toBe(1);
  });
  it('members that overlap are refused', async () => {
    const big = npy(dict("'|b1'", '(400,)'), Array(400).fill(1));
    const small = npy(dict("'|b1'", '(1,)'), [1]);
    const bytes = Buffer.from(
      await archive([
        ['a.npy', big],
        ['b.npy', small],
        ['c.npy', small],
      ]),
    );
    // In the directory at the end, the others are said to lie where the first does.
    const entry = Buffer.from('PK\x01\x02');
    const first = bytes.indexOf(entry);
    for (let at = bytes.indexOf(entry, first + 1); at >= 0; at = bytes.indexOf(entry, at + 1)) {
      bytes.copy(bytes, at + 16, first + 16, first + 28);
      bytes.copy(bytes, at + 42, first + 42, first + 46);
    }
    await expect(loadNpz(bytes)).rejects.toThrow(
      "npz: expected members that fit into the file, received 'b' beyond its end.",
    );
  });
  it('a deflate stream longer than it claims is refused', async () => {
    const bytes = Buffer.from(await archive([['w.npy', whole]], true));
    const packed = deflateRawSync(whole);
    expect(bytes.includes(packed.subarray(0, 20))).toBe(true);
    const central = bytes.indexOf(Buffer.from('PK\x01\x02'));
    bytes.writeUInt32LE(whole.length - 1, central + 24);
    await expect(loadNpz(bytes)).rejects.toThrow(CheckpointError);
  });
  it.each(['/etc/w', 'a\\b', 'c:w', '../w', 'a/../b', 'a\0b', 'x'.repeat(70_000)])(
    '%# a name that is a place is not saved',
    async (name) => {
      await expect(saveNpz([[name, tensor([1])]])).rejects.toThrow(
        /^saveNpz: expected names that can be members of a zip archive, received '.*'\. Rename the entry: a zip archive would take it for a place on the disk\.$/s,
      );
    },
  );
  it('other things than tensors, names that come twice and other things than bytes are refused', async () => {
    const twice = [0, 1].map((i) => ['w', tensor([i])] as const);
    await expect(saveNpz(twice)).rejects.toThrow("saveNpz: expected every name once, received 'w' twice.");
    await expect(saveNpz([['w', [1] as never]])).rejects.toThrow(
      'saveNpz: expected tensors, received an Array',
    );
    await expect(loadNpz('PK' as never)).rejects.toThrow(
      'loadNpz: expected a Uint8Array, received the string',
    );
  });
  it('a name such as __proto__ is a name like any other', async () => {
    expect(
      (await loadNpz(await saveNpz([['__proto__', tensor([5])]]))).tensors.get('__proto__')!.tolist(),
    ).toEqual([5]);
    expect(({} as Record<string, unknown>).dtype).toBeUndefined();
  });
});
