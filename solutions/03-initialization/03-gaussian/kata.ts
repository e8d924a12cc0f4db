import { type Generator, type Tensor, tensor } from '#lib';

/** One number from N(0, 1), by the method of Box and Muller. */
const standard = (rng: Generator): number =>
  Math.sqrt(-2 * Math.log(1 - rng.uniform53())) * Math.cos(2 * Math.PI * rng.uniform53());

/** Fills a tensor from N(mean, std²), in place and unrecorded. Throws an Error for a negative std. */
export function normal_(p: Tensor, mean: number, std: number, rng: Generator): void {
  if (!(std >= 0)) throw new RangeError(`expected a std ≥ 0, received ${std}`);
  const values = Array.from({ length: p.size }, () => std * standard(rng) + mean);
  p.data.copy_(tensor(values).reshape(...p.shape));
}
