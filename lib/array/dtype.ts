/** float32 is the default; float64 is for checks. int64 lives in doubles (exact to 2^53), bool in bytes. */
export type DType = 'float32' | 'float64' | 'int64' | 'bool';

const rank: Record<DType, number> = { bool: 0, int64: 1, float32: 2, float64: 3 };

export type Float = Extract<DType, 'float32' | 'float64'>;

export const isFloat = (dtype: DType): dtype is Float => rank[dtype] >= rank.float32;

/** The dtype that holds both: bool < int64 < float32 < float64. */
export const promote = (a: DType, b: DType): DType => (a === b || rank[a] >= rank[b] ? a : b);

/** Whether numbers of `from` may be written over numbers of `to`: a float may lose digits, but not become whole. */
export const fitsInto = (from: DType, to: DType): boolean => isFloat(to) || rank[from] <= rank[to];

/** Makes a number one of `dtype`: whole without its fraction, a truth value if it is not 0; undefined for floats. */
export const converter = (dtype: DType): ((x: number) => number) | undefined =>
  dtype === 'int64' ? Math.trunc : dtype === 'bool' ? (x) => Number(x !== 0) : undefined;
