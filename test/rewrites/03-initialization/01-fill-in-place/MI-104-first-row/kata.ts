import { type Tensor, tensor } from '#lib';

export function constant_(p: Tensor, value: number): void {
  const row = p.shape.length > 1 ? p.detach().select(0, 0) : p.detach();
  row.copy_(tensor(value));
}

export function zeros_(p: Tensor): void {
  constant_(p, 0);
}
