import { type Tensor, tensor } from '#lib';

export function constant_(p: Tensor, value: number): void {
  p.data = tensor(new Array(p.size).fill(value)).reshape(...p.shape);
}

export function zeros_(p: Tensor): void {
  constant_(p, 0);
}
