import { type Tensor, tensor } from '#lib';

export function constant_(p: Tensor, value: number): void {
  p.requiresGrad = false;
  p.copy_(tensor(value));
}

export function zeros_(p: Tensor): void {
  constant_(p, 0);
}
