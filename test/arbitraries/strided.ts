import fc from 'fast-check';
import ndarray, { type NdArray } from 'ndarray';
import { type Sample, type SampleOptions, samples } from './samples.ts';

export const layouts = ['dense', 'offset', 'transposed', 'stepped', 'backwards'] as const;
export type Layout = (typeof layouts)[number];

const GAP = 777;

/** A sample as a view that no plain loop over its buffer reads right; cells that belong to no element hold 777. */
export function laidOut({ shape, values }: Sample, layout: Layout): NdArray<Float64Array> {
  const axes = shape.map((_, axis) => axis);
  const fastestFirst = layout === 'transposed' ? axes : axes.toReversed();
  const stride = shape.map(() => 0);
  let span = layout === 'stepped' ? 2 : 1;
  for (const axis of fastestFirst) {
    stride[axis] = span;
    span *= shape[axis]!;
  }
  let start = layout === 'dense' ? 0 : 3;
  if (layout === 'backwards' && stride.length > 0) {
    start += (shape[0]! - 1) * stride[0]!;
    stride[0]! *= -1;
  }
  const view = ndarray(new Float64Array(span + 6).fill(GAP), [...shape], stride, start);
  const index = shape.map(() => 0);
  for (const value of values) {
    view.set(...index, value);
    for (let axis = shape.length - 1; axis >= 0 && ++index[axis]! === shape[axis]!; axis--) index[axis] = 0;
  }
  return view;
}

/** Views of ndarray holding eighths, four in five of them laid out awkwardly; they shrink to small dense ones. */
export const strided = (options: SampleOptions = {}): fc.Arbitrary<NdArray<Float64Array>> =>
  fc.tuple(fc.constantFrom(...layouts), samples(options)).map(([layout, sample]) => laidOut(sample, layout));
