import { type Generator, type Tensor, tensor } from '#lib';

export type Layout = 'out-in' | 'in-out';

export function fans(shape: readonly number[], layout: Layout): { fanIn: number; fanOut: number } {
  const rank = shape.length;
  if (rank < 2) throw new Error('a vector has no fans');
  const [out, into] = layout === 'out-in' ? [0, 1] : [rank - 1, rank - 2];
  let field = 1;
  shape.forEach((n, axis) => {
    if (axis !== out && axis !== into) field *= n;
  });
  return { fanIn: shape[into]! * field, fanOut: shape[out]! * field };
}

export function xavierUniform_(p: Tensor, options: { gain?: number; layout?: Layout }, rng: Generator): void {
  const { fanIn } = fans([...p.shape], options.layout ?? 'out-in');
  const high = (options.gain ?? 1) * Math.sqrt(6 / (fanIn + fanIn));
  const values: number[] = [];
  for (let i = 0; i < p.size; i++) values.push(-high + 2 * high * rng.uniform());
  p.data.copy_(tensor(values).reshape(...p.shape));
}

export const defaultBound = (fanIn: number): number => fanIn ** -0.5;
