import type { Generator, Tensor } from '#lib';

export type Layout = 'out-in' | 'in-out';

export function fans(shape: readonly number[], layout: Layout): { fanIn: number; fanOut: number } {
  const rank = shape.length;
  if (rank < 2) throw new RangeError(`a shape with ${rank} axes has no fans`);
  const [inAxis, outAxis] = layout === 'out-in' ? [1, 0] : [rank - 2, rank - 1];
  const without = (axis: number) => shape.reduce((product, n, i) => (i === axis ? product : product * n), 1);
  return { fanIn: without(outAxis), fanOut: without(inAxis) };
}

export function xavierUniform_(p: Tensor, { gain = 1, layout = 'out-in' as Layout }, rng: Generator): void {
  const { fanIn, fanOut } = fans(p.shape, layout);
  const width = 2 * gain * Math.sqrt(6 / (fanIn + fanOut));
  const { data, offset, size } = p.array;
  for (let i = 0; i < size; i++) data[offset + i] = width * (0.5 - rng.uniform());
}

export function defaultBound(fanIn: number): number {
  return Math.sqrt(1 / fanIn);
}
