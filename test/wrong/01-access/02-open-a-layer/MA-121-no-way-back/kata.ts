import { Linear, type Parameter, type Sequential } from '#lib';

export function layerParams(net: Sequential, i: number): [string, Parameter][] {
  if (i < 0 || i >= net.length) throw new RangeError(`There is no layer ${i}.`);
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
