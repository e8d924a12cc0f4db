import { Linear, Parameter, type Sequential } from '#lib';

export function layerParams(net: Sequential, i: number): [string, Parameter][] {
  const layer = net.at(i);
  if (!(layer instanceof Linear)) return [];
  const copies: [string, Parameter][] = [['weight', new Parameter(layer.weight.clone().detach())]];
  if (layer.bias !== null) copies.push(['bias', new Parameter(layer.bias.clone().detach())]);
  return copies;
}
