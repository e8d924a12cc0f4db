import type { Tensor } from '#lib';

export function constant_(p: Tensor, value: number): void {
  for (let i = 0; i < p.array.data.length; i++) p.array.data[i] = value;
}

export function zeros_(p: Tensor): void {
  constant_(p, 0);
}
