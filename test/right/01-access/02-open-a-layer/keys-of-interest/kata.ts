import { Parameter, type Sequential } from '#lib';

export function layerParams(net: Sequential, i: number): [string, Parameter][] {
  const layer = net[i] as unknown as Record<string, unknown>;
  const pairs: [string, Parameter][] = [];
  for (const name of ['weight', 'bias']) {
    const held = layer[name];
    if (held instanceof Parameter) pairs.push([name, held]);
  }
  return pairs;
}
