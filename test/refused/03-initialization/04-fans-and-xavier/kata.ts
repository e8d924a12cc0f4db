import { type Generator, fans as libraryFans, type Tensor, tensor } from '#lib';

export type Layout = 'out-in' | 'in-out';

export function fans(shape: readonly number[], layout: Layout): { fanIn: number; fanOut: number } {
  const turned = layout === 'out-in' ? shape : [...shape.slice(-2).reverse(), ...shape.slice(0, -2)];
  const { fanIn, fanOut } = libraryFans(turned);
  return { fanIn, fanOut };
}

export function xavierUniform_(
  p: Tensor,
  { gain = 1, layout = 'out-in' }: { gain?: number; layout?: Layout },
  rng: Generator,
): void {
  const { fanIn, fanOut } = fans(p.shape, layout);
  const bound = gain * Math.sqrt(6 / (fanIn + fanOut));
  const values = Array.from({ length: p.size }, () => bound * (2 * rng.uniform() - 1));
  p.data.copy_(tensor(values).reshape(...p.shape));
}

export const defaultBound = (fanIn: number): number => 1 / Math.sqrt(fanIn);
