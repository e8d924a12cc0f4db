import { expected, RuntimeError, ValueError } from '../array/errors.ts';
import { Tensor } from '../autograd/tensor.ts';
import { type Checkpoint, requireBytes, requireTensors, requireWords, STORED, untouched } from './format.ts';
import {
  type Entry,
  type Header,
  headerText,
  LONGEST_HEADER,
  METADATA,
  parseHeader,
  refuse,
} from './header.ts';
import { rawPieces, rawSize, type Vessel, vessel } from './raw.ts';

/**
 * A safetensors file, piece by piece: eight bytes of length, the header, then the data, wider types first, then by
 * name. Large tensors are given as they lie in memory. Everything is checked before the first piece is made. With
 * `repeat`, names that share memory are each written in full.
 * Throws as `saveTensors` does.
 */
export function tensorPieces(
  tensors: Iterable<readonly [string, Tensor]>,
  metadata: Iterable<readonly [string, string]> = [],
  { repeat = false }: { readonly repeat?: boolean } = {},
): Iterable<Uint8Array> {
  const given = requireTensors('saveTensors', tensors);
  const words = requireWords('saveTensors', metadata);
  for (const [name, value] of given) checkTensor(name, value);
  if (!repeat) refuseShared(given);
  const order = given.sort(([a, x], [b, y]) => STORED[x.dtype].rank - STORED[y.dtype].rank || byText(a, b));
  let at = 0;
  const entries = order.map(([name, { dtype, shape }]): Entry => {
    const start = at;
    at += rawSize(dtype, shape);
    return { name, dtype, shape, start, end: at };
  });
  const header = headerText(entries, words);
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(header.length), true);
  const data = order.map(([name, tensor]) => untouched(name, tensor, rawPieces));
  return (function* () {
    yield length;
    yield header;
    for (const pieces of data) yield* pieces;
  })();
}

/**
 * The bytes of a safetensors file. Two names may not share memory: save a tied module with `saveModel`. Throws
 * ValueError for anything but dense tensors under names of their own, RuntimeError for shared memory. Source: safetensors.torch.save.
 */
export function saveTensors(
  tensors: Iterable<readonly [string, Tensor]>,
  metadata: Iterable<readonly [string, string]> = [],
): Uint8Array {
  const pieces = [...tensorPieces(tensors, metadata)];
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** What a safetensors file holds. Throws CheckpointError, naming what is wrong, for any file that is not whole. */
export function loadTensors(bytes: Uint8Array): Checkpoint {
  requireBytes('loadTensors', bytes);
  const start = dataStart(bytes.subarray(0, 8), bytes.length);
  const header = readHeader(bytes.subarray(8, start), bytes.length - start);
  const tensors = header.entries.map((entry) => {
    const { start: from, end: to } = entry;
    const inside = vesselFor(entry);
    inside.bytes.set(bytes.subarray(start + from, start + to));
    return [entry.name, new Tensor(inside.array())] as const;
  });
  return { tensors: new Map(tensors), metadata: header.metadata };
}

/** Where the data of a file of `total` bytes start, from its first eight. Throws CheckpointError when they cannot be. */
export function dataStart(first: Uint8Array, total: number): number {
  if (total < 8) throw refuse('at least 8 bytes', `${total}`);
  const length = new DataView(first.buffer, first.byteOffset, first.byteLength).getBigUint64(0, true);
  if (length > BigInt(LONGEST_HEADER)) {
    throw refuse(`a header of at most ${LONGEST_HEADER} bytes`, `${length}`);
  }
  const start = 8 + Number(length);
  if (start > total) throw refuse(`a header of ${length} bytes`, `${total - 8} bytes in all`);
  return start;
}

/** The header in these bytes, before `dataBytes` bytes of data. Throws CheckpointError. */
export function readHeader(bytes: Uint8Array, dataBytes: number): Header {
  return parseHeader(utf8(bytes), dataBytes);
}

export const vesselFor = ({ name, dtype, shape }: Entry): Vessel => vessel(name, dtype, shape, refuse);

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refuse('a header in UTF-8', 'other bytes');
  }
}

function checkTensor(name: string, value: Tensor): void {
  if (name === METADATA) {
    const received = `'${name}', where the metadata are`;
    throw new ValueError(expected('saveTensors', 'names of tensors', received, 'Rename it'));
  }
  if (value.array.contiguous) return;
  const received = `'${name}' (You are trying to save a non contiguous tensor)`;
  throw new ValueError(expected('saveTensors', 'dense tensors', received, 'Call clone() on it first'));
}

function refuseShared(given: readonly (readonly [string, Tensor])[]): void {
  const regions = given
    .filter(([, { size }]) => size > 0)
    .map(([name, { array, size }]) => ({
      name,
      data: array.data,
      from: array.offset,
      to: array.offset + size,
    }));
  for (const region of byBuffer(regions)) {
    region.sort((a, b) => a.from - b.from);
    const clash = region.findIndex((part, i) => i > 0 && part.from < region[i - 1]!.to);
    if (clash === -1) continue;
    const names = [region[clash - 1]!.name, region[clash]!.name].sort(byText);
    const received = `${names.join(' and ')} (Some tensors share memory)`;
    throw new RuntimeError(
      expected('saveTensors', 'memory of its own for every name', received, 'Use saveModel, or clone one'),
    );
  }
}

function byBuffer<R extends { readonly data: object }>(regions: readonly R[]): R[][] {
  const groups = new Map<object, R[]>();
  for (const region of regions) {
    const group = groups.get(region.data);
    if (group === undefined) groups.set(region.data, [region]);
    else group.push(region);
  }
  return [...groups.values()];
}
