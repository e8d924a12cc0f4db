import type { DType } from '../array/array.ts';
import type { Shape } from '../array/shape.ts';
import { type Refusal, STORED } from './format.ts';

/** What the header of a NumPy array says, and where its data start. */
export interface NpyHeader {
  readonly dtype: DType;
  readonly shape: Shape;
  /** Column-major: the first axis is the dense one, as NumPy writes a transposed array. */
  readonly fortran: boolean;
  readonly start: number;
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const ALIGN = 64;
/** Before the header text: magic, version, and two or four bytes of length. */
const PREFIX = { 1: 10, 2: 12, 3: 12 } as const;
/** As long as NumPy itself trusts a header to be. */
const LONGEST = 10_000;
const dtypeOf = new Map(
  Object.entries(STORED).map(([dtype, { descr }]) => [descr as string, dtype as DType]),
);

/** The header of version 1.0: text of a Python dict, padded so that the data start at a multiple of 64. */
export function npyHeader(dtype: DType, shape: Shape): Uint8Array {
  const lengths = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '${STORED[dtype].descr}', 'fortran_order': False, 'shape': (${lengths}), }`;
  const total = Math.ceil((PREFIX[1] + text.length + 1) / ALIGN) * ALIGN;
  const bytes = new Uint8Array(total).fill(0x20);
  bytes.set([...MAGIC, 1, 0]);
  new DataView(bytes.buffer).setUint16(8, total - PREFIX[1], true);
  bytes.set(new TextEncoder().encode(text), PREFIX[1]);
  bytes[total - 1] = 0x0a;
  return bytes;
}

/** How many bytes from the start say how long the header is. */
export const NPY_PREFIX = 12;

/** Where the data start, from the first twelve bytes. Throws what `refuse` words unless they begin a NumPy array. */
export function npyStart(name: string, first: Uint8Array, refuse: Refusal): number {
  if (first.length < NPY_PREFIX || MAGIC.some((byte, i) => first[i] !== byte)) {
    throw refuse(`'${name}' as a NumPy array`, 'other bytes');
  }
  const version = first[6] as keyof typeof PREFIX;
  const prefix = PREFIX[version];
  if (prefix === undefined) throw refuse(`'${name}' of version 1, 2 or 3`, `version ${version}`);
  const view = new DataView(first.buffer, first.byteOffset, first.byteLength);
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > LONGEST) throw refuse(`a header of at most ${LONGEST} bytes for '${name}'`, `${length}`);
  return prefix + length;
}

/** The header that ends where the data start. Throws what `refuse` words for other types and broken headers. */
export function parseNpyHeader(name: string, header: Uint8Array, refuse: Refusal): NpyHeader {
  const text = new TextDecoder().decode(header.subarray(PREFIX[header[6] as keyof typeof PREFIX]));
  const fields = dictOf(text);
  const descr = fields?.get('descr');
  const order = fields?.get('fortran_order');
  const lengths = /^\((?:(\d+(?:, *\d+)*),? *)?\)$/.exec(fields?.get('shape') ?? '');
  if (descr === undefined || fields?.size !== 3 || lengths === null || !/^(True|False)$/.test(order ?? '')) {
    throw refuse(
      `a header with descr, fortran_order and shape for '${name}'`,
      JSON.stringify(text.trim().slice(0, 80)),
    );
  }
  const dtype = dtypeOf.get(descr.slice(1, -1));
  if (dtype === undefined) {
    throw refuse(`'${name}' of dtype ${[...dtypeOf.keys()].join(', ')}`, descr.slice(0, 40));
  }
  const shape = lengths[1] === undefined ? [] : lengths[1].split(',').map(Number);
  return { dtype, shape, fortran: order === 'True', start: header.length };
}

/** The entries of a Python dict with text keys and values that are text, words or tuples of numbers. */
function dictOf(text: string): Map<string, string> | undefined {
  const entry = /\s*'(\w+)': *('[^']*'|\w+|\([\d, ]*\)),?/y;
  const inside = /^\{(.*)\}\s*$/s.exec(text)?.[1];
  if (inside === undefined) return undefined;
  const fields = new Map<string, string>();
  while (entry.lastIndex < inside.trimEnd().length) {
    const found = entry.exec(inside);
    if (found === null || fields.has(found[1]!)) return undefined;
    fields.set(found[1]!, found[2]!);
  }
  return fields;
}
