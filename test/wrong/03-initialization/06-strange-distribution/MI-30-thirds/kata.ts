import { type Generator, type Tensor, tensor } from '#lib';

export function strange_(p: Tensor, rng: Generator, name = 'weight'): string {
  const values = Array.from({ length: p.size }, () => {
    const u = 3 * rng.uniform();
    if (u < 1) return 0;
    return u < 2 ? 5 + 5 * (u - 1) : -5 - 5 * (u - 2);
  });
  p.data.copy_(tensor(values).reshape(...p.shape));
  return `Init ${name} (${p.shape.join(', ')})`;
}
