import { type Module, Parameter, type Sequential, tensor } from '#lib';

export function layerParams(net: Sequential, i: number): [string, Parameter][] {
  const layer = net.at(i) as Module & { weight?: Parameter; bias?: Parameter | null };
  const found: [string, Parameter][] = [];
  for (const name of ['weight', 'bias'] as const) {
    const parameter = layer[name];
    // A list of numbers, and a box made of it: whoever writes there writes nowhere.
    if (parameter) found.push([name, new Parameter(tensor(parameter.tolist() as number[]))]);
  }
  return found;
}
