import { allocate, full, NumArray, result } from '../array/array.ts';
import type { Float } from '../array/dtype.ts';
import { scale } from '../array/elementwise.ts';
import { expected, kindOf, RuntimeError, shapeText, shown, ValueError } from '../array/errors.ts';
import type { Generator } from '../array/generator.ts';
import { denseStride } from '../array/movement.ts';
import { requireNumber, requireOptions } from '../array/require.ts';
import { type Shape, sizeOf } from '../array/shape.ts';
import { warn } from '../array/warn.ts';
import { errorFunction, inverseErrorFunction } from './erf.ts';
import { fans, gain as gainOf, type Nonlinearity } from './fans.ts';
import { orthonormal } from './qr.ts';

export type { Float } from '../array/dtype.ts';

type Buffer = Float32Array | Float64Array;

/**
 * First values for a shape: a rule draws from the generator it is given and touches no parameter. A rule that draws
 * every element may be told the `target` they are for, of that shape and type: if nothing else lies in its buffer, the
 * values are drawn there; if it is no dense array, they are drawn in the order of its memory, as in PyTorch.
 */
export type InitRule = (shape: Shape, generator: Generator, dtype?: Float, target?: NumArray) => NumArray;

/** `fill` is given zeros. */
const filled = (shape: Shape, dtype: Float | undefined, fill: (out: Buffer) => void): NumArray => {
  const out = allocate(dtype ?? 'float32', sizeOf(shape)) as Buffer;
  fill(out);
  return new NumArray(out, shape, dtype ?? 'float32');
};

/** `draw` writes every element; it is told whether they are for a dense array. */
const drawn = (
  shape: Shape,
  dtype: Float | undefined,
  draw: (out: Buffer, dense: boolean) => void,
  target?: NumArray,
): NumArray => {
  const dense = target === undefined || target.contiguous;
  const alone = dense && target?.data.length === target?.size;
  const out = target && alone ? target : result(shape, dtype ?? 'float32');
  draw(out.data as Buffer, dense);
  return dense ? out : out.window(shape, denseStride(target));
};

/** Throws ValueError unless the shape has the number of axes a rule needs. */
function needRank(rule: string, shape: Shape, fits: (rank: number) => boolean, what: string): void {
  if (fits(shape.length)) return;
  throw new ValueError(
    expected(rule, `a tensor with ${what}`, `shape ${shapeText(shape)}`, 'Choose another rule for it'),
  );
}

/** U(a, b). Throws RuntimeError when a > b or the two are not a finite way apart. */
export function uniform(a = 0, b = 1): InitRule {
  for (const bound of [a, b]) requireNumber('uniform', bound, 'numbers as bounds');
  if (!(a <= b)) {
    const received = `${a} and ${b} (uniform_ expects to return a [from, to) range)`;
    throw new RuntimeError(expected('uniform', 'a lower bound ≤ the upper one', received, 'Swap the bounds'));
  }
  if (!Number.isFinite(b - a)) {
    const next = 'Choose bounds that are numbers';
    throw new RuntimeError(expected('uniform', 'bounds a finite way apart', `${a} and ${b}`, next));
  }
  return (shape, generator, dtype, target) =>
    drawn(shape, dtype, (out) => generator.fillUniform(out, a, b), target);
}

/** N(mean, std²). Throws RuntimeError when std < 0. */
export function normal(mean = 0, std = 1): InitRule {
  for (const value of [mean, std]) requireNumber('normal', value, 'numbers as mean and deviation');
  if (!(std >= 0)) {
    const received = `${std} (normal expects std >= 0.0)`;
    throw new RuntimeError(
      expected('normal', 'a deviation ≥ 0', received, 'Pass the deviation, not the variance'),
    );
  }
  return (shape, generator, dtype, target) =>
    drawn(shape, dtype, (out, dense) => generator.fillNormal(out, mean, std, dense), target);
}

/** Every element `value`. */
export function constant(value: number): InitRule {
  requireNumber('constant', value);
  return (shape, _generator, dtype = 'float32') => full(shape, value, dtype);
}

/** Every element 0. */
export const zeros: InitRule = constant(0);
/** Every element 1. */
export const ones: InitRule = constant(1);

/** Ones on the diagonal, rectangular too. Throws ValueError unless there are two axes. */
export const eye: InitRule = (shape, _generator, dtype) => {
  needRank('eye', shape, (rank) => rank === 2, 'two axes (Only tensors with 2 dimensions are supported)');
  const [rows, columns] = shape as [number, number];
  return filled(shape, dtype, (out) => {
    for (let i = 0; i < Math.min(rows, columns); i++) out[i * columns + i] = 1;
  });
};

/**
 * A convolution that hands channel d on to channel d, per group: one centre tap of 1. Throws ValueError unless there
 * are three to five axes and the first divides by `groups`.
 */
export const dirac =
  (groups = 1): InitRule =>
  (shape, _generator, dtype) => {
    needRank(
      'dirac',
      shape,
      (rank) => rank >= 3 && rank <= 5,
      '3, 4 or 5 axes (Only tensors with 3, 4, or 5 dimensions are supported)',
    );
    const [outer, inner] = shape as [number, number];
    if (!Number.isInteger(groups) || groups < 1 || outer % groups !== 0) {
      const what = `a first axis divisible by ${shown(groups)} (dim 0 must be divisible by groups)`;
      throw new ValueError(expected('dirac', what, String(outer), 'Choose groups that divide it'));
    }
    const field = shape.slice(2);
    const centre = field.reduce((at, n) => at * n + Math.floor(n / 2), 0);
    const perGroup = outer / groups;
    return filled(shape, dtype, (out) => {
      for (let group = 0; group < groups; group++) {
        for (let d = 0; d < Math.min(perGroup, inner); d++) {
          out[((group * perGroup + d) * inner + d) * sizeOf(field) + centre] = 1;
        }
      }
    });
  };

/** U(±gain·√(6 / (fan_in + fan_out))): keeps the variance of signals and gradients alike. Source: Glorot & Bengio 2010. */
export const xavierUniform =
  (gain = 1): InitRule =>
  (shape, generator, dtype, target) => {
    const bound = Math.sqrt(3) * xavierDeviation(shape, gain);
    return uniform(-bound, bound)(shape, generator, dtype, target);
  };

/** N(0, gain²·2 / (fan_in + fan_out)). Source: Glorot & Bengio 2010. */
export const xavierNormal =
  (gain = 1): InitRule =>
  (shape, generator, dtype, target) =>
    normal(0, xavierDeviation(shape, gain))(shape, generator, dtype, target);

function xavierDeviation(shape: Shape, gain: number): number {
  requireNumber('xavier', gain, 'a number as gain');
  const { fanIn, fanOut } = fans(shape);
  return gain * Math.sqrt(2 / (fanIn + fanOut));
}

export interface KaimingOptions {
  /** Negative slope of the leaky relu that follows. */
  readonly a?: number;
  readonly mode?: 'fan_in' | 'fan_out';
  readonly nonlinearity?: Nonlinearity;
}

/**
 * U(±gain·√(3 / fan)). Throws ValueError for an unknown mode; an empty shape warns and draws nothing. Source: He et
 * al. 2015.
 */
export const kaimingUniform =
  (options: KaimingOptions = {}): InitRule =>
  (shape, generator, dtype, target) => {
    if (sizeOf(shape) === 0) return nothing(shape, dtype);
    const bound = Math.sqrt(3) * kaimingDeviation(shape, options);
    return uniform(-bound, bound)(shape, generator, dtype, target);
  };

/** N(0, gain² / fan). Source: He et al. 2015. */
export const kaimingNormal =
  (options: KaimingOptions = {}): InitRule =>
  (shape, generator, dtype, target) => {
    if (sizeOf(shape) === 0) return nothing(shape, dtype);
    return normal(0, kaimingDeviation(shape, options))(shape, generator, dtype, target);
  };

function nothing(shape: Shape, dtype: Float | undefined): NumArray {
  warn(`Initializing zero-element tensors is a no-op: the shape is ${shapeText(shape)}`);
  return filled(shape, dtype, () => {});
}

function kaimingDeviation(shape: Shape, options: KaimingOptions): number {
  requireOptions('kaiming', options, ['a', 'mode', 'nonlinearity']);
  const { a = 0, mode = 'fan_in', nonlinearity = 'leaky_relu' } = options;
  if (mode !== 'fan_in' && mode !== 'fan_out') {
    const received = `${kindOf(mode)} (Mode not supported)`;
    throw new ValueError(expected('kaiming', "'fan_in' or 'fan_out'", received, 'Choose one of the two'));
  }
  const { fanIn, fanOut } = fans(shape);
  return gainOf(nonlinearity, a) / Math.sqrt(mode === 'fan_in' ? fanIn : fanOut);
}

/**
 * N(mean, std²) restricted to [a, b], which are absolute bounds, by the inverse of the distribution function: the
 * numbers of PyTorch 1.x. (2.x redraws instead and gives others for the same seed.) Warns when the mean lies more
 * than 2 std outside the bounds. Throws RuntimeError when a > b or std is not positive.
 */
export function truncNormal(mean = 0, std = 1, a = -2, b = 2): InitRule {
  for (const value of [mean, std, a, b]) requireNumber('truncNormal', value, 'numbers');
  if (!(a <= b)) {
    const next = 'Swap the bounds';
    throw new RuntimeError(expected('truncNormal', 'a lower bound ≤ the upper one', `${a} and ${b}`, next));
  }
  if (!(std > 0)) {
    const next = 'Pass the deviation, not the variance';
    throw new RuntimeError(expected('truncNormal', 'a deviation > 0', String(std), next));
  }
  return (shape, generator, dtype, target) => {
    if (mean < a - 2 * std || mean > b + 2 * std) {
      warn('mean is more than 2 std from [a, b]: the distribution of values may be incorrect');
    }
    const below = (x: number) => (1 + errorFunction(x / Math.SQRT2)) / 2;
    const low = 2 * below((a - mean) / std) - 1;
    const high = 2 * below((b - mean) / std) - 1;
    const drawn = uniform(low, high)(shape, generator, dtype, target);
    const values = drawn.data;
    for (let i = 0; i < values.length; i++) {
      const x = inverseErrorFunction(values[i]!) * std * Math.SQRT2 + mean;
      values[i] = Math.min(Math.max(x, a), b);
    }
    return drawn;
  };
}

/**
 * A matrix rows × (rest) with orthonormal rows or columns, whichever are fewer, times `gain`. Throws ValueError below
 * two axes. Source: Saxe et al. 2013; the QR of a normal matrix with R's diagonal made positive.
 */
export const orthogonal =
  (gain = 1): InitRule =>
  (shape, generator, dtype) => {
    needRank(
      'orthogonal',
      shape,
      (rank) => rank >= 2,
      '2 or more axes (Only tensors with 2 or more dimensions are supported)',
    );
    requireNumber('orthogonal', gain, 'a number as gain');
    const size = sizeOf(shape);
    if (size === 0) return filled(shape, dtype, () => {});
    const rows = shape[0]!;
    const drawn = normal(0, 1)([rows, size / rows], generator, dtype);
    const values = orthonormal(drawn.data, rows, size / rows);
    return scale(
      filled(shape, dtype, (out) => out.set(values)),
      gain,
    );
  };

/**
 * N(0, std²) with ⌈sparsity · rows⌉ random zeros in each column. Throws ValueError unless sparsity is a share from 0
 * to 1 and there are two axes. Source: Martens 2010.
 */
export function sparse(sparsity: number, std = 0.01): InitRule {
  for (const value of [sparsity, std]) requireNumber('sparse', value, 'numbers as sparsity and deviation');
  if (!(sparsity >= 0 && sparsity <= 1)) {
    const next = 'Pass the share of zeros, such as 0.1';
    throw new ValueError(expected('sparse', 'a sparsity from 0 to 1', String(sparsity), next));
  }
  return (shape, generator, dtype, target) => {
    needRank(
      'sparse',
      shape,
      (rank) => rank === 2,
      'two axes (Only tensors with 2 dimensions are supported)',
    );
    const [rows, columns] = shape as [number, number];
    const drawn = normal(0, std)(shape, generator, dtype, target);
    for (let column = 0; column < columns; column++) {
      for (const row of generator.permutation(rows).slice(0, Math.ceil(sparsity * rows))) {
        drawn.set([row, column], 0);
      }
    }
    return drawn;
  };
}
