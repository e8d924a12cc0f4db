import { type FileHandle, open, readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { openPromise } from 'yauzl';
import { NumArray } from '../../array/array.ts';
import { CheckpointError, expected, kindOf, ValueError } from '../../array/errors.ts';
import { requireOptions, requireText } from '../../array/require.ts';
import { Tensor } from '../../autograd/tensor.ts';
import { Module } from '../../nn/module.ts';
import { type Checkpoint, refusalOf, requirePairs, requireTensors, requireWords } from '../format.ts';
import { loadJson, saveJson } from '../json.ts';
import { dataStart, readHeader, tensorPieces, vesselFor } from '../safetensors.ts';
import { chooseNames, type Ties } from '../ties.ts';
import { PIECE_BYTES, writeAtomically } from './atomic.ts';
import { type NpzOptions, npzPieces, readNpz, requireBudget, ZIP_OPTIONS } from './npz.ts';

const formats = ['safetensors', 'npz', 'json'] as const;
export type Format = (typeof formats)[number];

/** A module, or values by name: what `stateDict()`, Gluon's `saveParameters()` and Keras's `saveWeights()` give. */
export type Saveable = Module | Iterable<readonly [string, Tensor | NumArray]>;

export interface SaveOptions {
  /** The file's ending unless told otherwise. */
  readonly format?: Format;
  /** Needed as soon as names are tied: each format and framework has its own way. */
  readonly ties?: Ties;
  /** Words to store with the tensors; npz has no place for them. */
  readonly metadata?: Iterable<readonly [string, string]>;
}
export interface OpenOptions extends NpzOptions {
  /** The file's ending unless told otherwise. */
  readonly format?: Format;
}

const refuse = refusalOf('safetensors');

/**
 * Writes a module or named values to a file, whole or not at all; large tensors are streamed, never held twice.
 * Throws ValueError for what cannot be stored, RuntimeError for ties without a convention, before the disk is touched; and
 * RuntimeError, the old file untouched, when a tensor is edited before all is written.
 */
export async function saveCheckpoint(path: string, what: Saveable, options: SaveOptions = {}): Promise<void> {
  requireOptions('saveCheckpoint', options, ['format', 'ties', 'metadata']);
  const format = formatOf('saveCheckpoint', path, options.format);
  const { kept, dropped } = chooseNames(stateOf(what), options.ties);
  const words = requireWords('saveCheckpoint', options.metadata ?? []);
  if (format === 'npz' && words.size > 0) {
    const next = 'Choose safetensors or json, or leave the metadata out';
    throw new ValueError(expected('saveCheckpoint', 'no metadata for npz', `${words.size} entries`, next));
  }
  const metadata = new Map([...dropped, ...words]);
  if (format === 'npz') await writeAtomically(path, npzPieces(kept));
  else if (format === 'json')
    await writeAtomically(path, [new TextEncoder().encode(saveJson(kept, metadata))]);
  else await writeAtomically(path, tensorPieces(kept, metadata, { repeat: options.ties === 'all' }));
}

/** What a file holds; each tensor is read straight into its own memory. Throws CheckpointError, naming what is wrong. */
export async function loadCheckpoint(path: string, options: OpenOptions = {}): Promise<Checkpoint> {
  requireOptions('loadCheckpoint', options, ['format', 'maxUnpackedBytes']);
  const format = formatOf('loadCheckpoint', path, options.format);
  requireBudget('loadCheckpoint', options);
  try {
    if (format === 'json') return loadJson(await readFile(path, 'utf8'));
    const handle = await open(path, 'r');
    if (format === 'safetensors') return await readSafetensors(handle).finally(() => handle.close());
    await handle.close();
    return await readNpz(() => openPromise(path, ZIP_OPTIONS), options);
  } catch (error) {
    if (error instanceof CheckpointError) throw error;
    const received = `${(error as NodeJS.ErrnoException).code ?? (error as Error).message} for '${path}'`;
    throw new CheckpointError(
      expected('loadCheckpoint', 'a file that can be read', received, 'Check the path'),
    );
  }
}

async function readSafetensors(handle: FileHandle): Promise<Checkpoint> {
  const { size } = await handle.stat();
  const first = new Uint8Array(8);
  if (size >= 8) await readAll(handle, first, 0);
  const start = dataStart(first, size);
  const header = readHeader(await readAll(handle, new Uint8Array(start - 8), 8), size - start);
  const tensors = new Map<string, Tensor>();
  for (const entry of header.entries) {
    const inside = vesselFor(entry);
    await readAll(handle, inside.bytes, start + entry.start);
    tensors.set(entry.name, new Tensor(inside.array()));
  }
  return { tensors, metadata: header.metadata };
}

async function readAll(handle: FileHandle, target: Uint8Array, from: number): Promise<Uint8Array> {
  for (let at = 0; at < target.length; ) {
    const length = Math.min(PIECE_BYTES, target.length - at);
    const { bytesRead } = await handle.read(target, at, length, from + at);
    if (bytesRead === 0) throw refuse(`${target.length} bytes from byte ${from}`, `${at}, while it was read`);
    at += bytesRead;
  }
  return target;
}

function formatOf(where: string, path: string, asked: Format | undefined): Format {
  requireText(where, path, 'a path', "Pass one such as 'net.safetensors'");
  const word = asked ?? extname(path).slice(1);
  const format = formats.find((each) => each === word);
  if (format !== undefined) return format;
  const next = 'Name the file so, or pass format';
  throw new ValueError(
    expected(where, `a file ending in .${formats.join(', .')}`, asked ? kindOf(asked) : `'${path}'`, next),
  );
}

function stateOf(what: Saveable): Map<string, Tensor> {
  if (what instanceof Module) return what.stateDict();
  const wrapped = (value: Tensor | NumArray) => (value instanceof NumArray ? new Tensor(value) : value);
  const pairs = requirePairs<Tensor | NumArray>('saveCheckpoint', what).map(
    ([name, value]) => [name, wrapped(value)] as const,
  );
  return new Map(requireTensors('saveCheckpoint', pairs));
}
