import type { DType } from '../array/array.ts';
import type { Shape } from '../array/shape.ts';
import { isLengths, isObject, isWords, refusalOf, repeatedKey, STORED } from './format.ts';
import { rawSize } from './raw.ts';

/** One tensor of a safetensors file: bytes from `start` to `end`, counted from the end of the header. */
export interface Entry {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: Shape;
  readonly start: number;
  readonly end: number;
}
export interface Header {
  readonly entries: readonly Entry[];
  readonly metadata: ReadonlyMap<string, string>;
}

const dtypeOf = new Map(Object.entries(STORED).map(([dtype, { code }]) => [code as string, dtype as DType]));

/** The one key of a header that is no tensor's name. */
export const METADATA = '__metadata__';
/** No header may be longer, in bytes. */
export const LONGEST_HEADER = 100_000_000;

export const refuse = refusalOf('safetensors');

/**
 * The header of a file with `dataBytes` bytes of data. Throws CheckpointError unless it is one JSON object without
 * repeated keys, every entry is whole, and the entries fill the data without holes or overlaps.
 */
export function parseHeader(text: string, dataBytes: number): Header {
  const fields = Object.entries(objectOf(text));
  const metadata = new Map<string, string>();
  const entries: Entry[] = [];
  for (const [name, value] of fields) {
    if (name !== METADATA) entries.push(entryOf(name, value));
    else for (const [key, word] of metadataOf(value)) metadata.set(key, word);
  }
  checkLayout(entries, dataBytes);
  return { entries, metadata };
}

function objectOf(text: string): Record<string, unknown> {
  if (!text.startsWith('{')) throw refuse("a header that starts with '{'", `'${text.slice(0, 10)}'`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw refuse('a header in JSON', 'text that is none');
  }
  const repeated = repeatedKey(text);
  if (repeated !== undefined) throw refuse('every key once', `'${repeated}' twice in one object`);
  return parsed as Record<string, unknown>;
}

function metadataOf(value: unknown): [string, string][] {
  if (!isWords(value)) throw refuse('__metadata__ of strings', JSON.stringify(value).slice(0, 60));
  return Object.entries(value);
}

function entryOf(name: string, value: unknown): Entry {
  const { dtype: code, shape, data_offsets: offsets } = isObject(value) ? value : {};
  const dtype = dtypeOf.get(String(code));
  if (dtype === undefined) {
    throw refuse(`'${name}' of dtype ${[...dtypeOf.keys()].join(', ')}`, `dtype ${JSON.stringify(code)}`);
  }
  if (!isLengths(shape)) throw refuse(`'${name}' with a shape`, `shape ${JSON.stringify(shape)}`);
  if (!isLengths(offsets) || offsets.length !== 2) {
    throw refuse(`'${name}' with two data_offsets`, `data_offsets ${JSON.stringify(offsets)}`);
  }
  const [start, end] = offsets as [number, number];
  const wanted = rawSize(dtype, shape);
  if (end - start !== wanted) throw refuse(`${wanted} bytes for '${name}'`, `${end - start}`);
  return { name, dtype, shape, start, end };
}

function checkLayout(entries: readonly Entry[], dataBytes: number): void {
  let at = 0;
  for (const { name, start, end } of [...entries].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (start !== at) {
      throw refuse(`'${name}' to start at byte ${at}`, `${start} (${start < at ? 'an overlap' : 'a hole'})`);
    }
    at = end;
  }
  if (at !== dataBytes) throw refuse(`${at} bytes of data`, `${dataBytes}`);
}

/** The header as text, padded with blanks to a multiple of eight bytes. */
export function headerText(entries: readonly Entry[], metadata: ReadonlyMap<string, string>): Uint8Array {
  const fields = entries.map(({ name, dtype, shape, start, end }) => {
    const value = { dtype: STORED[dtype].code, shape, data_offsets: [start, end] };
    return `${JSON.stringify(name)}:${JSON.stringify(value)}`;
  });
  const words = [...metadata].map(([key, word]) => `${JSON.stringify(key)}:${JSON.stringify(word)}`);
  if (words.length > 0) fields.unshift(`"${METADATA}":{${words.join(',')}}`);
  const bytes = new TextEncoder().encode(`{${fields.join(',')}}`);
  const padded = new Uint8Array(Math.ceil(bytes.length / 8) * 8).fill(0x20);
  padded.set(bytes);
  return padded;
}
