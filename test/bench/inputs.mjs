/** The numbers every side computes with. `pytorch.py` makes the same ones. */

/** `count` float32 numbers in [−1, 1], spread without pattern; another `salt` gives others. */
export function spread(count, salt = 0) {
  const values = new Float32Array(count);
  for (let i = 0; i < count; i++) values[i] = ((i * 1103 + salt * 577) % 2003) / 1001 - 1;
  return values;
}

/** The same, scaled: first weights of a layer that keeps signals near 1. */
export const weights = (count, salt, scale) => spread(count, salt).map((value) => value * scale);

/** What two results are compared by: size, sum, sum of magnitudes, and three elements. */
export function digest(values) {
  let sum = 0;
  let magnitude = 0;
  for (const value of values) {
    sum += value;
    magnitude += Math.abs(value);
  }
  const size = values.length;
  return { size, sum, magnitude, samples: [values[0], values[size >> 1], values[size - 1]] };
}

/** What two listings of names are compared by; `last` only where both sides name alike. */
export const listed = (pairs) => ({ size: pairs.length, last: pairs.at(-1)[0].length });

/** What two streams of random numbers are compared by; the elements only where both follow one generator. */
export function moments(values, sameGenerator) {
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  const size = values.length;
  const mean = sum / size;
  const samples = sameGenerator ? [values[0], values[size >> 1], values[size - 1]] : [];
  return { size, mean, deviation: Math.sqrt(squares / size - mean * mean), samples };
}

/** A class per row, for cross entropy. */
export const classes = (rows, columns) => Array.from({ length: rows }, (_, row) => (row * 7) % columns);

/** Layers of the two training steps: sizes, and the factor of the first weights. */
export const TINY = { sizes: [4, 8, 1], batch: 2, scale: 0.5, lr: 0.01 };
export const MEDIUM = { sizes: [784, 256, 128, 10], batch: 64, scale: 0.1, lr: 0.01 };
/** Width of the chain of layers, and of the layer used many times; the factors keep the signal alive. */
export const CHAIN = { width: 4, rows: 2, scale: 0.9 };
export const SHARED = { width: 32, rows: 2, scale: 0.1 };
