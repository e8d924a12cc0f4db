import type { Tensor } from '#lib';

export function constant_(p: Tensor, value: number): void {
  Object.assign(p, { values: value });
}

export function zeros_(p: Tensor): void {
  constant_(p, 0);
}
