import { Linear, type Parameter, type Sequential } from '#lib';

export function layerParams(net: Sequential, i: number): [string, Parameter][] {
  const layers = [...net].filter((layer) => layer instanceof Linear);
  const layer = layers.at(i);
  if (layer === undefined) throw new RangeError(`There is no layer ${i}.`);
  const { weight, bias } = layer;
  return bias === null
    ? [['weight', weight]]
    : [
        ['weight', weight],
        ['bias', bias],
      ];
}
