import { type Tensor, tensor } from '#lib';

/** Fills a tensor with one number, in place and unrecorded. */
export function constant_(p: Tensor, value: number): void {
  p.data.copy_(tensor(value));
}

/** Fills a tensor with zeros, in place and unrecorded. */
export function zeros_(p: Tensor): void {
  constant_(p, 0);
}
