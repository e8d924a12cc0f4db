import { type Module, type Parameter, parameterPaths, type Sequential } from '#lib';

export const uniqueParameters = (root: Module): Parameter[] => [...parameterPaths(root).keys()];

export const sharedGroups = (root: Module): string[][] =>
  [...parameterPaths(root).values()].filter((paths) => paths.length > 1).map((paths) => [...paths]);

export const uniqueLayers = (net: Sequential): number => new Set(net).size;
