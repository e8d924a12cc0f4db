import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile as OpenZip } from 'yauzl';
import { ZipFile } from 'yazl';
import { NumArray } from '../../array/array.ts';
import { CheckpointError, expected, shown, ValueError } from '../../array/errors.ts';
import { reordered } from '../../array/reorder.ts';
import { requireOptions } from '../../array/require.ts';
import { Tensor } from '../../autograd/tensor.ts';
import { type Checkpoint, refusalOf, requireBytes, requireTensors, untouched } from '../format.ts';
import { NPY_PREFIX, npyHeader, npyStart, parseNpyHeader } from '../npy.ts';
import { rawPieces, rawSize, vessel } from '../raw.ts';

export interface NpzOptions {
  /**
   * Most bytes that compressed members may unpack to, together: a few kilobytes can claim gigabytes. Stored members
   * are bounded by the file itself. 256 MiB unless told otherwise.
   */
  readonly maxUnpackedBytes?: number;
}

const refuse = refusalOf('npz');
const MAX_UNPACKED = 2 ** 28;
const STORED = 0;
const DEFLATED = 8;
const LONGEST_NAME = 65_000;
/** The first day a zip archive can tell, as NumPy writes it: the same tensors give the same bytes. */
const MEMBER = { compress: false, mtime: new Date(1980, 0, 1), mode: 0o100644, forceDosTimestamp: true };

/**
 * An npz file, piece by piece: a zip archive with a stored member `<name>.npy` for each tensor, as numpy.savez
 * writes. Throws ValueError for anything but tensors, and for a name that cannot be a member's or comes twice.
 */
export function npzPieces(tensors: Iterable<readonly [string, Tensor]>): AsyncIterable<Uint8Array> {
  const given = requireTensors('saveNpz', tensors);
  for (const [name] of given) checkName(name);
  return packed(
    given.map(([name, tensor]) => {
      const { dtype, shape } = tensor.array;
      const header = npyHeader(dtype, shape);
      const size = header.length + rawSize(dtype, shape);
      return { name, size, header, data: untouched(name, tensor, rawPieces) };
    }),
  );
}

interface Member {
  readonly name: string;
  readonly size: number;
  readonly header: Uint8Array;
  readonly data: Iterable<Uint8Array>;
}

async function* packed(members: readonly Member[]): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const out = zip.outputStream as unknown as Readable;
  for (const { name, size, header, data } of members) {
    const bytes = function* () {
      yield header;
      yield* data;
    };
    zip.addReadStreamLazy(`${name}.npy`, { ...MEMBER, size }, (give) => {
      const stream = Readable.from(bytes());
      // Nobody else listens: an error here would end the process.
      stream.on('error', (error) => out.destroy(error));
      give(null, stream);
    });
  }
  zip.end();
  for await (const piece of out) yield piece as Uint8Array;
}

/** Tensors as the bytes of an npz file, to be opened by numpy.load. Ties become copies. Throws ValueError. */
export async function saveNpz(tensors: Iterable<readonly [string, Tensor]>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of npzPieces(tensors)) pieces.push(piece);
  return Buffer.concat(pieces);
}

function checkName(name: string): void {
  const folders = name.split('/');
  if (
    !/[\\\0]|^\/|^[a-zA-Z]:|\p{Surrogate}/u.test(name) &&
    !folders.includes('..') &&
    name.length < LONGEST_NAME
  )
    return;
  const next = 'Rename the entry: a zip archive would take it for a place on the disk';
  throw new ValueError(
    expected('saveNpz', 'names that can be members of a zip archive', `'${name.slice(0, 60)}'`, next),
  );
}

/** What the bytes of an npz file hold. Throws CheckpointError, naming what is wrong, for any that are not whole. */
export async function loadNpz(bytes: Uint8Array, options: NpzOptions = {}): Promise<Checkpoint> {
  requireBytes('loadNpz', bytes);
  requireOptions('loadNpz', options, ['maxUnpackedBytes']);
  requireBudget('loadNpz', options);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return readNpz(() => fromBufferPromise(buffer, ZIP_OPTIONS), options);
}

/** Throws ValueError unless the limit is a number of bytes: any other would let everything through. */
export function requireBudget(where: string, { maxUnpackedBytes = MAX_UNPACKED }: NpzOptions): void {
  if (typeof maxUnpackedBytes === 'number' && maxUnpackedBytes >= 0) return;
  const received = shown(maxUnpackedBytes);
  throw new ValueError(expected(where, 'maxUnpackedBytes ≥ 0', received, 'Pass a number such as 2 ** 28'));
}

/** Names are read here: as members they need not be places on a disk. */
export const ZIP_OPTIONS = { lazyEntries: true, decodeStrings: false, autoClose: false } as const;

/** Reads an archive and closes it, whatever happens. Throws CheckpointError. */
export async function readNpz(
  openZip: () => Promise<OpenZip>,
  { maxUnpackedBytes = MAX_UNPACKED }: NpzOptions,
): Promise<Checkpoint> {
  let zip: OpenZip | undefined;
  try {
    zip = await openZip();
    const tensors = new Map<string, Tensor>();
    const budget = { stored: zip.fileSize, unpacked: maxUnpackedBytes };
    for await (const entry of zip.eachEntry()) {
      const name = nameOf(entry);
      if (tensors.has(name)) throw refuse('every name once', `'${name}' twice`);
      checkMember(name, entry, budget);
      tensors.set(name, await readMember(zip, entry, name));
    }
    return { tensors, metadata: new Map() };
  } catch (error) {
    if (error instanceof CheckpointError) throw error;
    throw refuse('a zip archive of NumPy arrays', (error as Error).message);
  } finally {
    zip?.close();
  }
}

function nameOf({ fileNameRaw }: Entry): string {
  const name = fileNameRaw.toString('utf8');
  if (!name.endsWith('.npy')) throw refuse('members that end in .npy', `'${name.slice(0, 60)}'`);
  return name.slice(0, -'.npy'.length);
}

/** Members that overlap claim more than the file holds, and bombs more than anybody means to unpack. */
function checkMember(name: string, entry: Entry, budget: { stored: number; unpacked: number }): void {
  const { compressionMethod: method, compressedSize, uncompressedSize } = entry;
  if (entry.isEncrypted() || (method !== STORED && method !== DEFLATED)) {
    throw refuse(
      `'${name}' stored or deflated`,
      entry.isEncrypted() ? 'an encrypted one' : `method ${method}`,
    );
  }
  budget.stored -= compressedSize;
  if (budget.stored < 0) throw refuse('members that fit into the file', `'${name}' beyond its end`);
  if (method === STORED) return;
  budget.unpacked -= uncompressedSize;
  if (budget.unpacked >= 0) return;
  const next = 'Pass a larger maxUnpackedBytes if you trust the file';
  throw new CheckpointError(
    expected(
      'npz',
      'members that unpack to the bytes allowed',
      `${uncompressedSize} more for '${name}'`,
      next,
    ),
  );
}

async function readMember(zip: OpenZip, entry: Entry, name: string): Promise<Tensor> {
  const stream = await zip.openReadStreamPromise(entry);
  try {
    return await readArray(new Source(stream), entry, name);
  } finally {
    stream.destroy();
  }
}

async function readArray(source: Source, entry: Entry, name: string): Promise<Tensor> {
  const first = await source.fill(new Uint8Array(NPY_PREFIX), `'${name}' as a NumPy array`);
  const start = npyStart(name, first, refuse);
  if (start < NPY_PREFIX || start > entry.uncompressedSize)
    throw refuse(`a whole header for '${name}'`, `${start} bytes`);
  const header = new Uint8Array(start);
  header.set(first);
  await source.fill(header.subarray(NPY_PREFIX), `a whole header for '${name}'`);
  const { dtype, shape, fortran } = parseNpyHeader(name, header, refuse);
  const wanted = rawSize(dtype, shape);
  const bytes = entry.uncompressedSize - start;
  if (bytes !== wanted) throw refuse(`${wanted} bytes for '${name}'`, `${bytes}`);
  const inside = vessel(name, dtype, shape, refuse);
  await source.fill(inside.bytes, `${wanted} bytes for '${name}'`);
  await source.end(name, entry.crc32);
  const array = inside.array();
  return new Tensor(fortran ? rowMajor(array) : array);
}

/** The same elements with the last axis dense. */
function rowMajor({ data, shape, dtype }: NumArray): NumArray {
  let step = 1;
  const stride = shape.map((n) => {
    const own = step;
    step *= n;
    return own;
  });
  return reordered(new NumArray(data, shape, dtype, stride));
}

/** A member's bytes, pulled as they are needed, with their checksum. */
class Source {
  readonly #pieces: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array(0);
  #sum = 0;

  constructor(stream: Readable) {
    this.#pieces = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  }

  async fill(target: Uint8Array, what: string): Promise<Uint8Array> {
    for (let at = 0; at < target.length; ) {
      if (this.#rest.length === 0 && !(await this.#pull())) throw refuse(what, `${at} bytes of it`);
      const part = this.#rest.subarray(0, target.length - at);
      target.set(part, at);
      this.#rest = this.#rest.subarray(part.length);
      at += part.length;
    }
    return target;
  }

  async end(name: string, sum: number): Promise<void> {
    while (this.#rest.length === 0 && (await this.#pull()));
    if (this.#rest.length > 0 || this.#sum !== sum) {
      throw refuse(`'${name}' as its checksum tells`, 'other bytes');
    }
  }

  async #pull(): Promise<boolean> {
    const { value, done } = await this.#pieces.next();
    if (done === true) return false;
    this.#sum = crc32(value, this.#sum);
    this.#rest = value;
    return true;
  }
}
