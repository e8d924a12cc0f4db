import { type Generator, type Tensor, tensor } from '#lib';

/**
 * Fills a tensor from U(−10, 10) with everything inside (−5, 5) set to 0, in place and unrecorded.
 * Gives the line `Init <name> (<shape>)`.
 */
export function strange_(p: Tensor, rng: Generator, name = 'weight'): string {
  const values = Array.from({ length: p.size }, () => {
    const drawn = -10 + 20 * rng.uniform();
    return Math.abs(drawn) >= 5 ? drawn : 0;
  });
  p.data.copy_(tensor(values).reshape(...p.shape));
  return `Init ${name} (${p.shape.join(', ')})`;
}
