import type { Generator, Tensor } from '#lib';

export function normal_(p: Tensor, mean: number, std: number, rng: Generator): void {
  if (std < 0) throw new Error(`std must not be negative: ${std}`);
  const { data, offset, size } = p.array;
  for (let i = 0; i < size; i += 2) {
    const radius = Math.sqrt(-2 * Math.log(1 - rng.uniform53()));
    const angle = 2 * Math.PI * rng.uniform53();
    data[offset + i] = mean + std * radius * Math.cos(angle);
    if (i + 1 < size) data[offset + i + 1] = mean + std * radius * Math.sin(angle);
  }
}
