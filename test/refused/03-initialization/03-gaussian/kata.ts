import type { Generator, Tensor } from '#lib';
import { normal_ as fill } from '#lib/torch';

export function normal_(p: Tensor, mean: number, std: number, rng: Generator): void {
  if (std < 0) throw new RangeError(`std ${std} is negative`);
  fill(p, mean, std, rng);
}
