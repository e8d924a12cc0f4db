import { type DType, fromValues, full, type NumArray } from '../../array/array.ts';
import { expected, kindOf, NotImplementedError, shapeText, ValueError } from '../../array/errors.ts';
import { Generator } from '../../array/generator.ts';
import { checkShape, type Shape, sizeOf } from '../../array/shape.ts';
import { eye, orthogonal } from '../../init/rules.ts';
import { PhiloxStream } from './philox.ts';

/** Where unseeded initializers get their seeds from: `setRandomSeed` restarts it. */
const seeds = new Generator(0);

/** Restarts the session's randomness. Source: tf.random.set_seed; Keras's own unseeded numbers are not reproduced. */
export const setRandomSeed = (seed: number): void => {
  seeds.manualSeed(seed);
};

export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

/** Fans of a kernel laid out (…, in, out). Rank 0 → 1, 1; rank 1 → n, n; the leading axes are the receptive field. */
export function kernelFans(shape: Shape): Fans {
  checkShape('kernelFans', shape);
  if (shape.length === 0) return { fanIn: 1, fanOut: 1 };
  if (shape.length === 1) return { fanIn: shape[0]!, fanOut: shape[0]! };
  const field = sizeOf(shape.slice(0, -2));
  return { fanIn: shape.at(-2)! * field, fanOut: shape.at(-1)! * field };
}

/** Arguments by name. */
export type Config = Readonly<Record<string, unknown>>;

/**
 * First values of a variable: `call(shape, dtype)` gives an array of that shape. Subclass it for a rule of your own.
 * Source: tf.keras.initializers.Initializer.
 */
export class Initializer {
  /** The arguments it was made with, by name. */
  getConfig(): Config {
    return Object.fromEntries(Object.entries(this));
  }
  /** Values of a shape. Throws NotImplementedError until a subclass writes it. */
  call(_shape: Shape, _dtype: DType = 'float32'): NumArray {
    throw new NotImplementedError(
      expected(this.constructor.name, 'a call(shape, dtype) method', 'none', 'Write call in your subclass'),
    );
  }
}

/** All 0. */
export class Zeros extends Initializer {
  override call(shape: Shape, dtype: DType = 'float32'): NumArray {
    return full(shape, 0, dtype);
  }
}
/** All 1. */
export class Ones extends Initializer {
  override call(shape: Shape, dtype: DType = 'float32'): NumArray {
    return full(shape, 1, dtype);
  }
}
/** One number everywhere, 0 unless told. */
export class Constant extends Initializer {
  readonly value: number;
  constructor(value: number | { readonly value?: number } = 0) {
    super();
    this.value = typeof value === 'number' ? value : (value.value ?? 0);
  }
  override call(shape: Shape, dtype: DType = 'float32'): NumArray {
    return full(shape, this.value, dtype);
  }
}

/** A rule with a seed: the same seed and shape give the same numbers at every call. */
abstract class Seeded extends Initializer {
  readonly seed: number | undefined;
  constructor(seed: number | undefined) {
    super();
    if (seed !== undefined && !Number.isInteger(seed)) {
      const next = 'Leave it out for other numbers each time';
      throw new ValueError(expected(`${this.constructor.name} seed`, 'a whole number', kindOf(seed), next));
    }
    this.seed = seed;
  }
  protected stream(): PhiloxStream {
    return new PhiloxStream(this.seed ?? seeds.uint32());
  }
}

/** U(low, high) in float32 arithmetic. */
function uniformValues(
  stream: PhiloxStream,
  shape: Shape,
  low: number,
  high: number,
  dtype: DType,
): NumArray {
  checkShape('call', shape);
  const start = Math.fround(low);
  const range = Math.fround(Math.fround(high) - start);
  const values = Array.from({ length: sizeOf(shape) }, () =>
    Math.fround(Math.fround(stream.uniform() * range) + start),
  );
  return fromValues(values, shape, dtype);
}

/** N(mean, deviation²); a number further than `limit` deviations from the mean is drawn again. */
function normalValues(
  stream: PhiloxStream,
  shape: Shape,
  mean: number,
  deviation: number,
  dtype: DType,
  limit = Number.POSITIVE_INFINITY,
): NumArray {
  checkShape('call', shape);
  const values: number[] = [];
  while (values.length < sizeOf(shape)) {
    for (const z of stream.normalPair()) if (Math.abs(z) <= limit) values.push(z * deviation + mean);
  }
  return fromValues(values.slice(0, sizeOf(shape)), shape, dtype);
}

/** U(minval, maxval), ±0.05 unless told. */
export class RandomUniform extends Seeded {
  readonly minval: number;
  readonly maxval: number;
  constructor({
    minval = -0.05,
    maxval = 0.05,
    seed,
  }: { minval?: number; maxval?: number; seed?: number } = {}) {
    super(seed);
    this.minval = minval;
    this.maxval = maxval;
  }
  override call(shape: Shape, dtype: DType = 'float32'): NumArray {
    return uniformValues(this.stream(), shape, this.minval, this.maxval, dtype);
  }
}

export interface NormalOptions {
  readonly mean?: number;
  readonly stddev?: number;
  readonly seed?: number;
}

/** N(mean, stddev²), N(0, 0.05²) unless told. */
export class RandomNormal extends Seeded {
  readonly mean: number;
  readonly stddev: number;
  constructor({ mean = 0, stddev = 0.05, seed }: NormalOptions = {}) {
    super(seed);
    this.mean = mean;
    this.stddev = stddev;
  }
  override call(shape: Shape, dtype: DType = 'float32'): NumArray {
    return normalValues(this.stream(), shape, this.mean, this.stddev, dtype);
  }
}

/** As RandomNormal, but numbers more than two deviations away are drawn again; the spread is about 0.88 · stddev. */
export class TruncatedNormal extends RandomNormal {
  override call(shape: Shape, dtype: DType = 'float32'): NumArray {
    return normalValues(this.stream(), shape, this.mean, this.stddev, dtype, 2);
  }
}

export interface ScalingOptions {
  readonly scale?: number;
  readonly mode?: 'fan_in' | 'fan_out' | 'fan_avg';
  readonly distribution?: 'truncated_normal' | 'normal' | 'untruncated_normal' | 'uniform';
  readonly seed?: number;
}

/** What a truncated normal keeps of its deviation: dividing by it first gives the deviation asked for. */
const TRUNCATED_SHARE = 0.87962566103423978;

/**
 * s = scale / max(1, fan): uniform in ±√(3s), or normal with deviation √s. Throws ValueError for a scale ≤ 0 or an
 * unknown mode or distribution. Source: tf.keras.initializers.VarianceScaling.
 */
export class VarianceScaling extends Seeded {
  readonly scale: number;
  readonly mode: string;
  readonly distribution: string;
  constructor({ scale = 1, mode = 'fan_in', distribution = 'truncated_normal', seed }: ScalingOptions = {}) {
    super(seed);
    const check = (name: string, fits: boolean, what: string, received: unknown) => {
      if (!fits)
        throw new ValueError(
          expected(`VarianceScaling ${name}`, what, String(received), `Choose another ${name}`),
        );
    };
    check('scale', scale > 0, 'a number > 0', scale);
    check('mode', ['fan_in', 'fan_out', 'fan_avg'].includes(mode), 'fan_in, fan_out or fan_avg', mode);
    const known = ['truncated_normal', 'normal', 'untruncated_normal', 'uniform'];
    check('distribution', known.includes(distribution), known.join(', '), distribution);
    this.scale = scale;
    this.mode = mode;
    this.distribution = distribution;
  }
  override call(shape: Shape, dtype: DType = 'float32'): NumArray {
    const { fanIn, fanOut } = kernelFans(shape);
    const fan = this.mode === 'fan_in' ? fanIn : this.mode === 'fan_out' ? fanOut : (fanIn + fanOut) / 2;
    const variance = this.scale / Math.max(1, fan);
    if (this.distribution === 'uniform') {
      const bound = Math.sqrt(3 * variance);
      return uniformValues(this.stream(), shape, -bound, bound, dtype);
    }
    const deviation = Math.sqrt(variance);
    if (this.distribution === 'untruncated_normal')
      return normalValues(this.stream(), shape, 0, deviation, dtype);
    return normalValues(this.stream(), shape, 0, deviation / TRUNCATED_SHARE, dtype, 2);
  }
}

const scaling = (scale: number, mode: 'fan_in' | 'fan_avg', distribution: 'uniform' | 'truncated_normal') =>
  class extends VarianceScaling {
    constructor({ seed }: { seed?: number } = {}) {
      super(seed === undefined ? { scale, mode, distribution } : { scale, mode, distribution, seed });
    }
    override getConfig(): Config {
      return { seed: this.seed };
    }
  };

/** U(±√(6 / (in + out))). Source: Glorot and Bengio 2010. */
export class GlorotUniform extends scaling(1, 'fan_avg', 'uniform') {}
/** Truncated normal of deviation √(2 / (in + out)). Source: Glorot and Bengio 2010. */
export class GlorotNormal extends scaling(1, 'fan_avg', 'truncated_normal') {}
/** U(±√(6 / in)). Source: He et al. 2015. */
export class HeUniform extends scaling(2, 'fan_in', 'uniform') {}
/** Truncated normal of deviation √(2 / in). Source: He et al. 2015. */
export class HeNormal extends scaling(2, 'fan_in', 'truncated_normal') {}
/** U(±√(3 / in)). Source: LeCun et al. 1998. */
export class LecunUniform extends scaling(1, 'fan_in', 'uniform') {}
/** Truncated normal of deviation √(1 / in). Source: LeCun et al. 1998. */
export class LecunNormal extends scaling(1, 'fan_in', 'truncated_normal') {}

/** A (semi-)orthogonal matrix of shape (product of leading axes, last axis) times `gain`. Throws ValueError below rank 2. */
export class Orthogonal extends Seeded {
  readonly gain: number;
  constructor({ gain = 1, seed }: { gain?: number; seed?: number } = {}) {
    super(seed);
    this.gain = gain;
  }
  override call(shape: Shape, dtype: DType = 'float32'): NumArray {
    checkShape('Orthogonal', shape);
    if (shape.length < 2) {
      throw new ValueError(
        expected('Orthogonal', 'two or more axes', shapeText(shape), 'Use it on kernels, not biases'),
      );
    }
    const matrix = [sizeOf(shape.slice(0, -1)), shape.at(-1)!];
    const values = orthogonal(this.gain)(matrix, new Generator(this.stream().next()));
    return fromValues(values.values(), shape, dtype);
  }
}

/** Ones on the diagonal times `gain`, rectangular too. Throws ValueError unless there are two axes. */
export class Identity extends Initializer {
  readonly gain: number;
  constructor({ gain = 1 }: { gain?: number } = {}) {
    super();
    this.gain = gain;
  }
  override call(shape: Shape, dtype: DType = 'float32'): NumArray {
    checkShape('Identity', shape);
    if (shape.length !== 2) {
      throw new ValueError(
        expected('Identity', 'a matrix', `shape ${shapeText(shape)}`, 'Use it on 2-D kernels only'),
      );
    }
    const values = eye(shape, seeds)
      .values()
      .map((one) => one * this.gain);
    return fromValues(values, shape, dtype);
  }
}
