import { type Generator, type Tensor, tensor } from '#lib';

export function normal_(p: Tensor, mean: number, std: number, rng: Generator): void {
  if (!(std >= 0)) throw new RangeError(`expected a std ≥ 0, received ${std}`);
  const values = Array.from({ length: p.size }, () => {
    const z = Math.sqrt(-2 * Math.log(1 - rng.uniform53())) * Math.cos(2 * Math.PI * rng.uniform53());
    return mean + Math.sqrt(std) * z;
  });
  p.data.copy_(tensor(values).reshape(...p.shape));
}
