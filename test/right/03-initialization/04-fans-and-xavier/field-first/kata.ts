import { type Generator, noGrad, type Tensor, tensor } from '#lib';

export type Layout = 'out-in' | 'in-out';

export const fans = (shape: readonly number[], layout: Layout): { fanIn: number; fanOut: number } => {
  if (shape.length < 2) throw new Error('fans need two axes');
  const axes = layout === 'out-in' ? [...shape.slice(2), shape[1]!, shape[0]!] : [...shape];
  const fanOut = axes.pop()!;
  const fanIn = axes.pop()!;
  let field = 1;
  for (const n of axes) field *= n;
  return { fanIn: fanIn * field, fanOut: fanOut * field };
};

export const xavierUniform_ = (
  p: Tensor,
  options: { gain?: number; layout?: Layout },
  rng: Generator,
): void => {
  const { fanIn, fanOut } = fans(p.shape, options.layout ?? 'out-in');
  const std = (options.gain ?? 1) * Math.sqrt(2 / (fanIn + fanOut));
  const unit = tensor(p.array.values().map(() => 2 * rng.uniform53() - 1)).reshape(...p.shape);
  noGrad(() => p.copy_(unit.mul(Math.sqrt(3) * std)));
};

export const defaultBound = (fanIn: number): number => fanIn ** -0.5;
