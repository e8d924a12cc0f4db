import type { Parameter, Sequential } from '#lib';

export const layerParams = (net: Sequential, i: number): [string, Parameter][] => [
  ...net.at(i).namedParameters(),
];
