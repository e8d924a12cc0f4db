import type { Parameter, Sequential } from '#lib';

/**
 * The parameters of the layer at position i, as pairs of name and parameter: weight first, then bias. A layer that
 * has none, such as an activation, gives an empty list. Negative positions count from the end; a position outside the
 * net is an Error that says it.
 */
export function layerParams(net: Sequential, i: number): [string, Parameter][] {
  throw new Error('Not started: 01-access/02-open-a-layer');
}
