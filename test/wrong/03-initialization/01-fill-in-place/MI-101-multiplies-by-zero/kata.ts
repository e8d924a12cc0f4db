import type { Tensor } from '#lib';

export function constant_(p: Tensor, value: number): void {
  p.data.mul_(0).add_(value);
}

export function zeros_(p: Tensor): void {
  constant_(p, 0);
}
