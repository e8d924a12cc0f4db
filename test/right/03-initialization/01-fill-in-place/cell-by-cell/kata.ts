import type { Tensor } from '#lib';

export function constant_(p: Tensor, value: number): void {
  const { data, shape, stride, offset } = p.array;
  const walk = (axis: number, at: number): void => {
    if (axis === shape.length) {
      data[at] = value;
      return;
    }
    for (let i = 0; i < shape[axis]!; i++) walk(axis + 1, at + i * stride[axis]!);
  };
  walk(0, offset);
}

export const zeros_ = (p: Tensor): void => constant_(p, 0);
