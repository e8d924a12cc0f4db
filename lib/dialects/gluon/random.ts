import { allocate, NumArray } from '../../array/array.ts';
import { Generator } from '../../array/generator.ts';
import { type Shape, sizeOf } from '../../array/shape.ts';
import { Tensor } from '../../autograd/tensor.ts';

/** The stream of this dialect. MXNet's own numbers are not reproducible without MXNet; the distributions are the same. */
export const stream = new Generator(0);

/** Restarts the stream. Source: mx.random.seed. */
export const seed = (value: number): void => {
  stream.manualSeed(value);
};

function drawn(shape: Shape, fill: (out: Float32Array) => void): Tensor {
  const out = allocate('float32', sizeOf(shape)) as Float32Array;
  fill(out);
  return new Tensor(new NumArray(out, shape, 'float32'));
}

/** U(low, high) of a shape. Source: np.random.uniform. */
export const uniform = (low: number, high: number, shape: Shape): Tensor =>
  drawn(shape, (out) => stream.fillUniform(out, low, high));

/** N(loc, scale²) of a shape. Source: np.random.normal. */
export const normal = (loc: number, scale: number, shape: Shape): Tensor =>
  drawn(shape, (out) => stream.fillNormal(out, loc, scale));
