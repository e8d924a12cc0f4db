import { type DType, zeros } from '../../array/array.ts';
import { requireFloat } from '../../array/dtype.ts';
import { expected, RuntimeError } from '../../array/errors.ts';
import { requireGenerator } from '../../array/generator.ts';
import { requireNumber, requireOptions } from '../../array/require.ts';
import { checkShape, type Shape } from '../../array/shape.ts';
import { Tensor } from '../../autograd/tensor.ts';
import { defaultGenerator } from '../../init/default.ts';
import { type InitRule, normal, uniform } from '../../init/rules.ts';

export interface RandomOptions {
  readonly generator?: typeof defaultGenerator;
  readonly dtype?: Extract<DType, 'float32' | 'float64'>;
}

/**
 * Restarts the default generator. Throws ValueError unless `seed` is a whole number.
 * Source: torch.manual_seed; the numbers that follow are PyTorch's on a CPU.
 */
export function manualSeed(seed: number): typeof defaultGenerator {
  defaultGenerator.manualSeed(seed);
  return defaultGenerator;
}

/** Uniform numbers in [0, 1). Source: torch.rand, bit for bit. */
export const rand = (shape: Shape, options?: RandomOptions): Tensor =>
  drawn('rand', uniform(0, 1), shape, options);

/** Normal numbers, mean 0 and deviation 1. Source: torch.randn, within 2.4e-7. */
export const randn = (shape: Shape, options?: RandomOptions): Tensor =>
  drawn('randn', normal(0, 1), shape, options);

function drawn(where: string, rule: InitRule, shape: Shape, options?: RandomOptions): Tensor {
  requireOptions(where, options, ['generator', 'dtype']);
  const { generator = defaultGenerator, dtype = 'float32' } = options ?? {};
  checkShape(where, shape);
  requireGenerator(where, generator);
  requireFloat(where, dtype);
  return new Tensor(rule(shape, generator, dtype));
}

/**
 * The whole numbers from `start` to before `end`, as int64; or from 0 when called with one number. Throws TypeError for what
 * is no number, RuntimeError when the steps do not lead from one to the other. Source: torch.arange.
 */
export function arange(start: number, end?: number, step = 1): Tensor {
  for (const value of [start, end ?? 0, step]) requireNumber('arange', value, 'numbers');
  const [from, to] = end === undefined ? [0, start] : [start, end];
  if (!Number.isFinite((to - from) / step) || (to - from) * step < 0) {
    const what =
      'steps that lead from start to end (upper bound and larger bound inconsistent with step sign)';
    const next = 'Choose finite numbers, and a step of that direction';
    throw new RuntimeError(expected('arange', what, `${from}, ${to} and step ${step}`, next));
  }
  const count = Math.ceil((to - from) / step);
  const whole = Number.isInteger(from) && Number.isInteger(step);
  const array = zeros([count], whole ? 'int64' : 'float32');
  const { data } = array;
  for (let i = 0; i < count; i++) data[i] = from + i * step;
  return new Tensor(array);
}
