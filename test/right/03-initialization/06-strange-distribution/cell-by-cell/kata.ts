import type { Generator, Tensor } from '#lib';

export function strange_(p: Tensor, rng: Generator, name = 'weight'): string {
  const { data, offset, size, shape } = p.array;
  for (let i = 0; i < size; i++) {
    const u = rng.uniform();
    data[offset + i] = u > 0.25 && u < 0.75 ? 0 : 10 - 20 * u;
  }
  return `Init ${name} (${shape.join(', ')})`;
}
