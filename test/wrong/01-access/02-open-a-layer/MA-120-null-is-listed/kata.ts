import { Linear, type Parameter, type Sequential } from '#lib';

export function layerParams(net: Sequential, i: number): [string, Parameter][] {
  const layer = net.at(i);
  if (!(layer instanceof Linear)) return [];
  return [
    ['weight', layer.weight],
    ['bias', layer.bias as Parameter],
  ];
}
