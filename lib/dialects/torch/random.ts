import { type DType, NumArray } from '../../array/array.ts';
import { expected, kindOf, ValueError } from '../../array/errors.ts';
import type { Shape } from '../../array/shape.ts';
import { Tensor } from '../../autograd/tensor.ts';
import { defaultGenerator } from '../../init/default.ts';
import { normal, uniform } from '../../init/rules.ts';

export interface RandomOptions {
  readonly generator?: typeof defaultGenerator;
  readonly dtype?: Extract<DType, 'float32' | 'float64'>;
}

/**
 * Restarts the default generator. Throws ValueError unless `seed` is a whole number.
 * Source: torch.manual_seed; the numbers that follow are PyTorch's on a CPU.
 */
export function manualSeed(seed: number): typeof defaultGenerator {
  if (!Number.isInteger(seed)) {
    throw new ValueError(expected('manualSeed', 'a whole number', kindOf(seed), 'Pass an integer seed'));
  }
  defaultGenerator.manualSeed(seed);
  return defaultGenerator;
}

/** Uniform numbers in [0, 1). Source: torch.rand, bit for bit. */
export const rand = (
  shape: Shape,
  { generator = defaultGenerator, dtype = 'float32' }: RandomOptions = {},
): Tensor => new Tensor(uniform(0, 1)(shape, generator, dtype));

/** Normal numbers, mean 0 and deviation 1. Source: torch.randn, within 2.4e-7. */
export const randn = (
  shape: Shape,
  { generator = defaultGenerator, dtype = 'float32' }: RandomOptions = {},
): Tensor => new Tensor(normal(0, 1)(shape, generator, dtype));

/** The whole numbers from `start` to before `end`, as int64; or from 0 when called with one number. Source: torch.arange. */
export function arange(start: number, end?: number, step = 1): Tensor {
  const [from, to] = end === undefined ? [0, start] : [start, end];
  const count = Math.max(0, Math.ceil((to - from) / step));
  const whole = Number.isInteger(from) && Number.isInteger(step);
  const data = whole ? new Float64Array(count) : new Float32Array(count);
  for (let i = 0; i < count; i++) data[i] = from + i * step;
  return new Tensor(new NumArray(data, [count], whole ? 'int64' : 'float32'));
}
