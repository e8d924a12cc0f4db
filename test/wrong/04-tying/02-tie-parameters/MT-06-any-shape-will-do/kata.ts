import type { Linear } from '#lib';

export function tie(dst: Linear, src: Linear, what: 'weight' | 'both'): void {
  const oneBias = (dst.bias === null) !== (src.bias === null);
  if (what === 'both' && oneBias) throw new Error('tie: only one of the two layers has a bias.');
  dst.weight = src.weight;
  if (what === 'both') dst.bias = src.bias;
}
