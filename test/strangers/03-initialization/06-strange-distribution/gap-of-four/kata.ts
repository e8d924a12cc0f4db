import { type Generator, type Tensor, tensor } from '#lib';

export function strange_(p: Tensor, rng: Generator, name = 'weight'): string {
  const values = Array.from({ length: p.size }, () => {
    const drawn = -10 + 20 * rng.uniform();
    return Math.abs(drawn) < 4 ? 0 : drawn;
  });
  p.data.copy_(tensor(values).reshape(...p.shape));
  return `Init ${name} (${p.shape.join(', ')})`;
}
