import { Linear, type Parameter, type Sequential } from '#lib';

export function layerParams(net: Sequential, i: number): [string, Parameter][] {
  net.at(i);
  const upTo = [...net].slice(0, i < 0 ? net.length + i + 1 : i + 1);
  return upTo.flatMap((layer): [string, Parameter][] => {
    if (!(layer instanceof Linear)) return [];
    return layer.bias === null
      ? [['weight', layer.weight]]
      : [
          ['weight', layer.weight],
          ['bias', layer.bias],
        ];
  });
}
