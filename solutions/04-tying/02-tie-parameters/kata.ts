import type { Linear } from '#lib';

/**
 * Makes `dst` use the parameters of `src`: the weight, and for 'both' the bias too. Throws an Error that writes both
 * shapes, such as (2, 3) and (3, 2), when they differ, and an Error when only one of the two has a bias to tie; nothing
 * is changed then.
 */
export function tie(dst: Linear, src: Linear, what: 'weight' | 'both'): void {
  const [wanted, given] = [dst, src].map(({ weight }) => `(${weight.shape.join(', ')})`);
  if (wanted !== given)
    throw new Error(`tie: a weight of shape ${wanted} cannot become one of shape ${given}.`);
  const oneBias = (dst.bias === null) !== (src.bias === null);
  if (what === 'both' && oneBias) throw new Error('tie: only one of the two layers has a bias.');
  dst.weight = src.weight;
  if (what === 'both') dst.bias = src.bias;
}
