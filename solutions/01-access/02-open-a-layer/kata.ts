import { Linear, type Parameter, type Sequential } from '#lib';

/**
 * The parameters of the layer at position i, as pairs of name and parameter: weight first, then bias. A layer that
 * has none, such as an activation, gives an empty list. Negative positions count from the end; a position outside the
 * net is an Error that says it.
 */
export function layerParams(net: Sequential, i: number): [string, Parameter][] {
  const layer = net.at(i);
  if (!(layer instanceof Linear)) return [];
  const { weight, bias } = layer;
  return bias === null
    ? [['weight', weight]]
    : [
        ['weight', weight],
        ['bias', bias],
      ];
}
