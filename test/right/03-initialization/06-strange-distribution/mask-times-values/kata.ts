import { type Generator, noGrad, type Tensor, tensor } from '#lib';

export const strange_ = (p: Tensor, rng: Generator, name = 'weight'): string => {
  const drawn = tensor(p.array.values().map(() => 20 * rng.uniform53() - 10));
  const kept = drawn.mul(drawn.abs().ge(5).to('float32')).add(0);
  noGrad(() => p.copy_(kept.reshape(...p.shape)));
  return ['Init', name, `(${p.shape.join(', ')})`].join(' ');
};
