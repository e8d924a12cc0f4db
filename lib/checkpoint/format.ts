import type { DType, NumArray } from '../array/array.ts';
import { CheckpointError, expected, kindOf, RuntimeError, ValueError } from '../array/errors.ts';
import { requireList, requireText } from '../array/require.ts';
import { Tensor } from '../autograd/tensor.ts';

/** Tensors by name, with words about them. */
export interface Checkpoint {
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly metadata: ReadonlyMap<string, string>;
}

/**
 * How each dtype is stored: its code in safetensors, its code in NumPy files, its bytes, and its place in the layout
 * of safetensors (wider kinds first).
 */
export const STORED = {
  int64: { code: 'I64', descr: '<i8', bytes: 8, rank: 0 },
  float64: { code: 'F64', descr: '<f8', bytes: 8, rank: 1 },
  float32: { code: 'F32', descr: '<f4', bytes: 4, rank: 2 },
  bool: { code: 'BOOL', descr: '|b1', bytes: 1, rank: 3 },
} as const satisfies Record<DType, { code: string; descr: string; bytes: number; rank: number }>;

/** Words an error about a file: what was expected of it, what it holds. */
export type Refusal = (what: string, received: string) => CheckpointError;

/** The refusals of one format; `where` is how its files are called. */
export const refusalOf =
  (where: string): Refusal =>
  (what, received) =>
    new CheckpointError(expected(where, what, received, 'Save the file again'));

/** The first key that an object of valid JSON text holds twice: JSON.parse would silently take the last. */
export function repeatedKey(text: string): string | undefined {
  const open: Set<string>[] = [];
  for (const [token, key, colon] of text.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|[{}]/g)) {
    if (token === '{') open.push(new Set());
    else if (token === '}') open.pop();
    else if (colon !== undefined) {
      const name = JSON.parse(key!) as string;
      const keys = open.at(-1)!;
      if (keys.has(name)) return name;
      keys.add(name);
    }
  }
  return undefined;
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** A list of whole numbers from 0, as shapes and offsets are. */
export const isLengths = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0);
/** A map of strings, as `__metadata__` is. */
export const isWords = (value: unknown): value is Record<string, string> =>
  isObject(value) && Object.values(value).every((word) => typeof word === 'string');

/** Pairs of a name and something as a list. Throws TypeError for anything else. */
export function requirePairs<T>(
  where: string,
  pairs: Iterable<readonly [string, T]>,
): (readonly [string, T])[] {
  const next = "Pass a Map, a state dict, or a list such as [['weight', value]]";
  const list = requireList(where, pairs, 'pairs of name and value', next);
  for (const pair of list as unknown[]) {
    if (!Array.isArray(pair)) {
      throw new TypeError(expected(where, 'pairs of name and value', kindOf(pair), next));
    }
    requireText(where, pair[0], 'names that are text', 'Write the name in quotes');
  }
  return list;
}

/**
 * The pairs as a list. Throws ValueError for anything but tensors, and for a name that comes twice: one would be lost.
 * Throws TypeError for what are no pairs.
 */
export function requireTensors(
  where: string,
  tensors: Iterable<readonly [string, Tensor]>,
): (readonly [string, Tensor])[] {
  const given = requirePairs(where, tensors);
  const names = new Set<string>();
  for (const [name, value] of given) {
    if (!(value instanceof Tensor)) {
      const received = `${kindOf(value)} under '${name}'`;
      throw new ValueError(expected(where, 'tensors', received, 'Wrap numbers with tensor([...])'));
    }
    if (names.has(name)) {
      throw new ValueError(expected(where, 'every name once', `'${name}' twice`, 'Rename one of them'));
    }
    names.add(name);
  }
  return given;
}

/**
 * What `pieces` makes of a tensor, as it is now. Taking them may go on while the program does: throws RuntimeError when it
 * edits the tensor meanwhile, for the file would be one that never was.
 */
export function untouched(
  name: string,
  tensor: Tensor,
  pieces: (array: NumArray) => Iterable<Uint8Array>,
): Iterable<Uint8Array> {
  const { version } = tensor;
  return (function* () {
    yield* pieces(tensor.array);
    if (tensor.version === version) return;
    const what = 'tensors that stay as they are until they are written';
    const received = `'${name}', which was edited meanwhile`;
    throw new RuntimeError(expected('saveCheckpoint', what, received, 'Await it before the next step'));
  })();
}

/** The metadata as a map. Throws ValueError for anything but strings, TypeError for what are no pairs. */
export function requireWords(
  where: string,
  metadata: Iterable<readonly [string, string]>,
): Map<string, string> {
  const words = new Map(requirePairs(where, metadata));
  for (const [key, word] of words) {
    if (typeof word === 'string') continue;
    const received = `${kindOf(word)} under '${key}'`;
    throw new ValueError(expected(where, 'metadata of strings', received, 'Turn it into text'));
  }
  return words;
}

/** Throws TypeError for anything but bytes, such as the ArrayBuffer they lie in. */
export function requireBytes(where: string, bytes: unknown): void {
  if (bytes instanceof Uint8Array) return;
  throw new TypeError(
    expected(where, 'a Uint8Array', kindOf(bytes), 'Wrap a buffer: new Uint8Array(buffer)'),
  );
}
