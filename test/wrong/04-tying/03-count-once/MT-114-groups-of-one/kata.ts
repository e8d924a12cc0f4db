import type { Module, Parameter, Sequential } from '#lib';

function pathsOf(root: Module): Map<Parameter, string[]> {
  const paths = new Map<Parameter, string[]>();
  for (const [path, parameter] of root.namedParameters({ removeDuplicate: false })) {
    paths.set(parameter, [...(paths.get(parameter) ?? []), path]);
  }
  return paths;
}

export function uniqueParameters(root: Module): Parameter[] {
  return [...pathsOf(root).keys()];
}

export function sharedGroups(root: Module): string[][] {
  return [...pathsOf(root).values()];
}

export function uniqueLayers(net: Sequential): number {
  return new Set(net).size;
}
