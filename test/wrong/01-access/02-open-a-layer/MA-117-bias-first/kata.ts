import { Linear, type Parameter, type Sequential } from '#lib';

export function layerParams(net: Sequential, i: number): [string, Parameter][] {
  const layer = net.at(i);
  if (!(layer instanceof Linear)) return [];
  const { weight, bias } = layer;
  return bias === null
    ? [['weight', weight]]
    : [
        ['bias', bias],
        ['weight', weight],
      ];
}
