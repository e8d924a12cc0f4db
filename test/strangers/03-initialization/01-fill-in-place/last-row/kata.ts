import { type Tensor, tensor } from '#lib';

export function constant_(p: Tensor, value: number): void {
  (p.shape.length > 1 ? p.data.select(0, -1) : p.data).copy_(tensor(value));
}

export function zeros_(p: Tensor): void {
  constant_(p, 0);
}
