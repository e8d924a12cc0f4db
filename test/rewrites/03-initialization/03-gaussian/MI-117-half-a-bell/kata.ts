import { type Generator, type Tensor, tensor } from '#lib';

export function normal_(p: Tensor, mean: number, std: number, rng: Generator): void {
  if (std < 0) throw new RangeError(`a std of ${std}`);
  const numbers: number[] = [];
  while (numbers.length < p.size) {
    const [u, v] = [rng.uniform53(), rng.uniform53()];
    const z = Math.cos(2 * Math.PI * v) * Math.sqrt(-2 * Math.log(1 - u));
    numbers.push((z < 0 ? -z : z) * std + mean);
  }
  p.data.copy_(tensor(numbers).reshape(...p.shape));
}
