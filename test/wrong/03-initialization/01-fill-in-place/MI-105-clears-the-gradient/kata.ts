import { type Tensor, tensor } from '#lib';

export function constant_(p: Tensor, value: number): void {
  p.data.copy_(tensor(value));
  p.grad = null;
}

export function zeros_(p: Tensor): void {
  constant_(p, 0);
}
