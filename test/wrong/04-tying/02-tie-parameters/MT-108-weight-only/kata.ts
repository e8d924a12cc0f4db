import type { Linear } from '#lib';

export function tie(dst: Linear, src: Linear, what: 'weight' | 'both'): void {
  const [wanted, given] = [dst, src].map(({ weight }) => `(${weight.shape.join(', ')})`);
  if (wanted !== given)
    throw new Error(`tie: a weight of shape ${wanted} cannot become one of shape ${given}.`);
  const oneBias = (dst.bias === null) !== (src.bias === null);
  if (what === 'both' && oneBias) throw new Error('tie: only one of the two layers has a bias.');
  dst.weight = src.weight;
}
