import { noGrad, type Tensor } from '#lib';

export function constant_(p: Tensor, value: number): void {
  noGrad(() => p.fill_(value));
}

export function zeros_(p: Tensor): void {
  noGrad(() => p.zero_());
}
