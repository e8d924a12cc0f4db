import { expected, kindOf, ValueError } from './errors.ts';
import { requireNumber } from './require.ts';

/** float32 is the default; float64 is for checks. int64 lives in doubles (exact to 2^53), bool in bytes. */
export type DType = 'float32' | 'float64' | 'int64' | 'bool';

const rank: Record<DType, number> = { bool: 0, int64: 1, float32: 2, float64: 3 };

export type Float = Extract<DType, 'float32' | 'float64'>;

export const isFloat = (dtype: DType): dtype is Float => rank[dtype] >= rank.float32;

/** The dtype that holds both: bool < int64 < float32 < float64. */
export const promote = (a: DType, b: DType): DType => (a === b || rank[a] >= rank[b] ? a : b);

/** Whether numbers of `from` may be written over numbers of `to`: a float may lose digits, but not become whole. */
export const fitsInto = (from: DType, to: DType): boolean => isFloat(to) || rank[from] <= rank[to];

/** Throws ValueError for what is none of the four. */
export function refuseDType(dtype: unknown): never {
  const what = "'float32', 'float64', 'int64' or 'bool'";
  throw new ValueError(expected('dtype', what, kindOf(dtype), 'Choose one of them'));
}

/** Throws TypeError for whole numbers, which nothing can be trained in, and ValueError for what is no dtype. */
export function requireFloat(where: string, dtype: DType): void {
  if (isFloat(dtype)) return;
  if (rank[dtype] === undefined) refuseDType(dtype);
  const received = `'${dtype}' (only accepts floating point or complex dtypes)`;
  throw new TypeError(expected(where, "'float32' or 'float64'", received, 'Choose one of the two'));
}

/** `value` as one of `dtype`. Throws TypeError for no number, ValueError for one that int64 cannot hold exactly. */
export function storable(where: string, value: number | boolean, dtype: DType): number {
  if (typeof value !== 'boolean') requireNumber(where, value);
  const number = Number(value);
  const stored = converter(dtype)?.(number) ?? number;
  if (dtype !== 'int64' || Number.isSafeInteger(stored)) return stored;
  const next = "Choose dtype: 'float32' or 'float64'";
  throw new ValueError(expected(where, 'numbers below 2^53 for int64', String(value), next));
}

/** Makes a number one of `dtype`: whole without its fraction, a truth value if it is not 0; undefined for floats. */
export const converter = (dtype: DType): ((x: number) => number) | undefined =>
  dtype === 'int64' ? Math.trunc : dtype === 'bool' ? (x) => Number(x !== 0) : undefined;
