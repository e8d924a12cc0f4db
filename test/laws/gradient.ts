import { expect } from 'vitest';
import { fromValues, type NumArray } from '../../lib/array/array.ts';
import { Tensor } from '../../lib/autograd/tensor.ts';

const STEP = 1e-6;
const TOLERANCE = 1e-6;

/** Σ w·f(x) with fixed weights that differ per element, so that no gradient can hide behind a symmetry. */
function weighted(output: Tensor): Tensor {
  const weights = Array.from({ length: output.size }, (_, i) => 1 + ((i * 7) % 5) / 4);
  return output.mul(new Tensor(fromValues(weights, output.shape, 'float64'))).sum();
}

/** The law of every differentiable operation: its gradients equal central differences, in float64. */
export function expectGradientsOf(f: (...inputs: Tensor[]) => Tensor, arrays: readonly NumArray[]): void {
  const inputs = arrays.map((array) => new Tensor(array).requiresGrad_());
  weighted(f(...inputs)).backward();
  arrays.forEach((array, which) => {
    const analytic = inputs[which]!.grad?.array.values() ?? array.values().map(() => 0);
    const values = array.values();
    values.forEach((value, i) => {
      const at = (shift: number) => {
        const moved = arrays.map((other, j) =>
          j === which ? fromValues(values.with(i, value + shift), array.shape, 'float64') : other,
        );
        return weighted(f(...moved.map((m) => new Tensor(m)))).item();
      };
      const numeric = (at(STEP) - at(-STEP)) / (2 * STEP);
      const error = Math.abs(analytic[i]! - numeric) / Math.max(1, Math.abs(numeric));
      expect(
        error,
        `input ${which}, element ${i}: gradient ${analytic[i]}, difference ${numeric}`,
      ).toBeLessThan(TOLERANCE);
    });
  });
}
