import { type Generator, noGrad, type Tensor, tensor } from '#lib';

/** Marsaglia's polar method: a point in the disc gives two numbers; the second is not used. */
function bell(rng: Generator): number {
  for (;;) {
    const [x, y] = [2 * rng.uniform53() - 1, 2 * rng.uniform53() - 1];
    const s = x * x + y * y;
    if (s > 0 && s < 1) return x * Math.sqrt((-2 * Math.log(s)) / s);
  }
}

export const normal_ = (p: Tensor, mean: number, std: number, rng: Generator): void => {
  if (std < 0) throw new Error('std below 0');
  const numbers = tensor(p.array.values().map(() => bell(rng)));
  noGrad(() =>
    p.copy_(
      numbers
        .reshape(...p.shape)
        .mul(std)
        .add(mean),
    ),
  );
};
