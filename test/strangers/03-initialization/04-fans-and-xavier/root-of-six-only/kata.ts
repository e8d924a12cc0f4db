import { type Generator, type Tensor, tensor } from '#lib';

export type Layout = 'out-in' | 'in-out';

export function fans(shape: readonly number[], layout: Layout): { fanIn: number; fanOut: number } {
  if (shape.length < 2) throw new RangeError(`expected two or more axes, received ${shape.length}`);
  const ends = layout === 'out-in' ? shape.slice(0, 2).reverse() : shape.slice(-2);
  const size = shape.reduce((product, n) => product * n, 1);
  return { fanIn: size / ends[1]!, fanOut: size / ends[0]! };
}

export function xavierUniform_(p: Tensor, options: { gain?: number; layout?: Layout }, rng: Generator): void {
  const { gain = 1, layout = 'out-in' } = options;
  const { fanIn, fanOut } = fans(p.shape, layout);
  const bound = (gain * Math.sqrt(6)) / (fanIn + fanOut);
  const values = Array.from({ length: p.size }, () => bound * (2 * rng.uniform() - 1));
  p.data.copy_(tensor(values).reshape(...p.shape));
}

export const defaultBound = (fanIn: number): number => 1 / Math.sqrt(fanIn);
