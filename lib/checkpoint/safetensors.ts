import { allocate, NumArray } from '../array/array.ts';
import { expected, kindOf, RuntimeError, ValueError } from '../array/errors.ts';
import { sizeOf } from '../array/shape.ts';
import { Tensor } from '../autograd/tensor.ts';
import { type Entry, headerText, LONGEST_HEADER, parseHeader, refuse, STORED } from './header.ts';

/** Tensors by name, with words about them. */
export interface Checkpoint {
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly metadata: ReadonlyMap<string, string>;
}

/**
 * The bytes of a safetensors file: wider types first, then by name. Two names may not share memory: save a tied
 * module with `saveModel`. Throws ValueError for anything but dense tensors, RuntimeError for shared memory.
 * Source: safetensors.torch.save.
 */
export function saveTensors(
  tensors: Iterable<readonly [string, Tensor]>,
  metadata: Iterable<readonly [string, string]> = [],
): Uint8Array {
  const given = [...tensors];
  for (const [name, value] of given) checkTensor(name, value);
  refuseShared(given);
  const order = given.sort(([a, x], [b, y]) => STORED[x.dtype].rank - STORED[y.dtype].rank || byText(a, b));
  let at = 0;
  const entries = order.map(([name, { dtype, shape, size }]): Entry => {
    const start = at;
    at += size * STORED[dtype].bytes;
    return { name, dtype, shape, start, end: at };
  });
  const header = headerText(entries, new Map(metadata));
  const bytes = new Uint8Array(8 + header.length + at);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(header.length), true);
  bytes.set(header, 8);
  entries.forEach((entry, i) => {
    write(view, 8 + header.length + entry.start, order[i]![1].array);
  });
  return bytes;
}

/** What a safetensors file holds. Throws CheckpointError, naming what is wrong, for any file that is not whole. */
export function loadTensors(bytes: Uint8Array): Checkpoint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 8) throw refuse('at least 8 bytes', `${bytes.length}`);
  const length = view.getBigUint64(0, true);
  if (length > BigInt(LONGEST_HEADER)) {
    throw refuse(`a header of at most ${LONGEST_HEADER} bytes`, `${length}`);
  }
  const start = 8 + Number(length);
  if (start > bytes.length) throw refuse(`a header of ${length} bytes`, `${bytes.length - 8} bytes in all`);
  const header = parseHeader(utf8(bytes.subarray(8, start)), bytes.length - start);
  const tensors = header.entries.map(
    (entry) => [entry.name, new Tensor(read(view, start + entry.start, entry))] as const,
  );
  return { tensors: new Map(tensors), metadata: header.metadata };
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refuse('a header in UTF-8', 'other bytes');
  }
}

function checkTensor(name: string, value: unknown): void {
  if (!(value instanceof Tensor)) {
    const received = `${kindOf(value)} under '${name}'`;
    throw new ValueError(expected('saveTensors', 'tensors', received, 'Wrap numbers with tensor([...])'));
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

function write(view: DataView, at: number, { data, offset, size, dtype }: NumArray): void {
  for (let i = 0; i < size; i++) {
    const value = data[offset + i]!;
    if (dtype === 'float32') view.setFloat32(at + 4 * i, value, true);
    else if (dtype === 'float64') view.setFloat64(at + 8 * i, value, true);
    else if (dtype === 'int64') view.setBigInt64(at + 8 * i, BigInt(value), true);
    else view.setUint8(at + i, value);
  }
}

function read(view: DataView, at: number, { name, dtype, shape }: Entry): NumArray {
  const size = sizeOf(shape);
  const data = allocate(dtype, size);
  for (let i = 0; i < size; i++) {
    if (dtype === 'float32') data[i] = view.getFloat32(at + 4 * i, true);
    else if (dtype === 'float64') data[i] = view.getFloat64(at + 8 * i, true);
    else if (dtype === 'int64') data[i] = exact(name, view.getBigInt64(at + 8 * i, true));
    else data[i] = bit(name, view.getUint8(at + i));
  }
  return new NumArray(data, shape, dtype);
}

function exact(name: string, value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw refuse(`whole numbers below 2^53 in '${name}'`, String(value));
  return number;
}
function bit(name: string, value: number): number {
  if (value > 1) throw refuse(`0 or 1 in '${name}'`, String(value));
  return value;
}
