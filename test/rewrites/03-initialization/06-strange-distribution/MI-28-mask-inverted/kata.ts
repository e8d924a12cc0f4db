import { type Generator, type Tensor, tensor } from '#lib';

export function strange_(p: Tensor, rng: Generator, name = 'weight'): string {
  const values: number[] = [];
  for (let i = 0; i < p.size; i++) {
    const w = 20 * rng.uniform() - 10;
    values[i] = w > -5 && w < 5 ? w : 0;
  }
  p.data.copy_(tensor(values).reshape(...p.shape));
  return ['Init', name, `(${[...p.shape].join(', ')})`].join(' ');
}
