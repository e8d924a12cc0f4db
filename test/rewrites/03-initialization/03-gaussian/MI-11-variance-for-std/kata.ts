import type { Generator, Tensor } from '#lib';

export function normal_(p: Tensor, mean: number, std: number, rng: Generator): void {
  if (!(std >= 0)) throw new Error(`std: expected 0 or more, received ${std}`);
  const { data } = p;
  const flat = data.reshape(p.size);
  const variance = std ** 2;
  for (let i = 0; i < p.size; i++) {
    const radius = Math.sqrt(-2 * Math.log(1 - rng.uniform53()));
    const angle = 2 * Math.PI * rng.uniform53();
    flat.indexPut_([i], radius * Math.cos(angle) * variance + mean);
  }
  data.copy_(flat.reshape(...p.shape));
}
