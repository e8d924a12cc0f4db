import { fromValues, type Generator, initialise_, sizeOf, type Tensor } from '#lib';

export function strange_(p: Tensor, rng: Generator, name = 'weight'): string {
  initialise_(
    p,
    (shape, generator, dtype) => {
      const values = Array.from({ length: sizeOf(shape) }, () => 20 * generator.uniform() - 10);
      return fromValues(
        values.map((v) => (Math.abs(v) < 5 ? 0 : v)),
        shape,
        dtype,
      );
    },
    rng,
  );
  return `Init ${name} (${p.shape.join(', ')})`;
}
