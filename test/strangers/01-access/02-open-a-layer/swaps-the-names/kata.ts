import { Linear, type Parameter, type Sequential } from '#lib';

export function layerParams(net: Sequential, i: number): [string, Parameter][] {
  const layer = net.at(i);
  if (!(layer instanceof Linear)) return [];
  return layer.bias === null
    ? [['weight', layer.weight]]
    : [
        ['weight', layer.bias],
        ['bias', layer.weight],
      ];
}
