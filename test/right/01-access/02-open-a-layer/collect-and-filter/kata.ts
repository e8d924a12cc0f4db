import { Linear, type Parameter, type Sequential } from '#lib';

export function layerParams(net: Sequential, i: number): [string, Parameter][] {
  const layers = [...net];
  const layer = layers.at(i);
  if (layer === undefined || i < -layers.length) {
    throw new RangeError(`layerParams: there are ${layers.length} layers, but position ${i} was asked for.`);
  }
  const both: [string, Parameter | null][] =
    layer instanceof Linear
      ? [
          ['weight', layer.weight],
          ['bias', layer.bias],
        ]
      : [];
  return both.filter((pair): pair is [string, Parameter] => pair[1] !== null);
}
