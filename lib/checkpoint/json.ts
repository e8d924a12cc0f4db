import { type DType, fromValues, type NumArray } from '../array/array.ts';
import { kindOf } from '../array/errors.ts';
import { requireText } from '../array/require.ts';
import { type Shape, sizeOf } from '../array/shape.ts';
import { Tensor } from '../autograd/tensor.ts';
import {
  type Checkpoint,
  isLengths,
  isObject,
  isWords,
  refusalOf,
  repeatedKey,
  requireTensors,
  requireWords,
  STORED,
} from './format.ts';

const FORMAT = 'parameter-katas/state/1';
const refuse = refusalOf('json');
/** What JSON has no numbers for. */
const special = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]);

/**
 * Tensors as JSON for people and for software without either binary format: a list, so that the order stays, of
 * `{"name", "dtype", "shape", "values"}` with the values in row-major order. Every number comes back exactly: −0 is
 * written -0, and NaN and the infinities as strings. Throws ValueError for anything but tensors under names of their own.
 */
export function saveJson(
  tensors: Iterable<readonly [string, Tensor]>,
  metadata: Iterable<readonly [string, string]> = [],
): string {
  const entries = requireTensors('saveJson', tensors).map(([name, value]) => {
    const { dtype, shape } = value;
    const head = `"name":${JSON.stringify(name)},"dtype":"${dtype}","shape":[${shape.join(',')}]`;
    return `  {${head},\n   "values":[${value.array.values().map(numberText).join(',')}]}`;
  });
  const words = JSON.stringify(Object.fromEntries(requireWords('saveJson', metadata)));
  return `{"format":"${FORMAT}",\n "metadata":${words},\n "tensors":[\n${entries.join(',\n')}\n]}\n`;
}

function numberText(value: number): string {
  if (Object.is(value, -0)) return '-0';
  return Number.isFinite(value) ? String(value) : `"${value}"`;
}

/** What such a text holds. Throws CheckpointError, naming what is wrong, for any other, and TypeError for no text. */
export function loadJson(text: string): Checkpoint {
  requireText('loadJson', text, 'text', 'Decode bytes first: new TextDecoder().decode(bytes)');
  const { format, metadata, tensors } = parse(text);
  if (format !== FORMAT) throw refuse(`format "${FORMAT}"`, String(JSON.stringify(format)).slice(0, 60));
  if (!isWords(metadata)) throw refuse('metadata of strings', String(JSON.stringify(metadata)).slice(0, 60));
  if (!Array.isArray(tensors)) throw refuse('a list of tensors', kindOf(tensors));
  const found = new Map<string, Tensor>();
  tensors.forEach((entry, i) => {
    const { name, array } = entryOf(entry, i);
    if (found.has(name)) throw refuse('every name once', `'${name}' twice`);
    found.set(name, new Tensor(array));
  });
  return { tensors: found, metadata: new Map(Object.entries(metadata)) };
}

function parse(text: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw refuse('JSON', 'text that is none');
  }
  if (!isObject(parsed)) throw refuse('an object', kindOf(parsed));
  const repeated = repeatedKey(text);
  if (repeated !== undefined) throw refuse('every key once', `'${repeated}' twice in one object`);
  return parsed;
}

function entryOf(entry: unknown, i: number): { name: string; array: NumArray } {
  const { name, dtype, shape, values } = isObject(entry) ? entry : {};
  if (typeof name !== 'string') throw refuse(`tensor ${i} with a name`, kindOf(name));
  if (typeof dtype !== 'string' || !Object.hasOwn(STORED, dtype)) {
    throw refuse(`'${name}' of dtype ${Object.keys(STORED).join(', ')}`, `dtype ${JSON.stringify(dtype)}`);
  }
  if (!isLengths(shape)) throw refuse(`'${name}' with a shape`, `shape ${JSON.stringify(shape)}`);
  if (!Array.isArray(values)) throw refuse(`'${name}' with values`, kindOf(values));
  return { name, array: arrayOf(name, dtype as DType, shape, values) };
}

function arrayOf(name: string, dtype: DType, shape: Shape, values: readonly unknown[]): NumArray {
  const wanted = sizeOf(shape);
  if (values.length !== wanted) throw refuse(`${wanted} values for '${name}'`, `${values.length}`);
  const numbers = values.map((value) => {
    const number = typeof value === 'string' ? special.get(value) : value;
    if (typeof number !== 'number' || !fits(number, dtype)) {
      throw refuse(`${dtype} numbers in '${name}'`, JSON.stringify(value).slice(0, 40));
    }
    return number;
  });
  return fromValues(numbers, shape, dtype);
}

/** A number too large for float32 would silently become infinite. */
function fits(value: number, dtype: DType): boolean {
  if (dtype === 'bool') return value === 0 || value === 1;
  if (dtype === 'int64') return Number.isSafeInteger(value);
  return dtype === 'float64' || !Number.isFinite(value) || Number.isFinite(Math.fround(value));
}
