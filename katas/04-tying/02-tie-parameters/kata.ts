import type { Linear } from '#lib';

/**
 * Makes `dst` use the parameters of `src`: the weight, and for 'both' the bias too. Throws an Error that writes both
 * shapes, such as (2, 3) and (3, 2), when they differ, and an Error when only one of the two has a bias to tie; nothing
 * is changed then.
 */
export function tie(dst: Linear, src: Linear, what: 'weight' | 'both'): void {
  throw new Error('Not started: 04-tying/02-tie-parameters');
}
