import type { Module, Parameter, Sequential } from '#lib';

function pathsOf(root: Module): Map<Parameter, string[]> {
  const paths = new Map<Parameter, string[]>();
  for (const [path, parameter] of root.namedParameters({ removeDuplicate: false })) {
    paths.set(parameter, [...(paths.get(parameter) ?? []), path]);
  }
  return paths;
}

export function uniqueParameters(root: Module): Parameter[] {
  return [...root.namedParameters({ removeDuplicate: false })].map(([, parameter]) => parameter);
}

export function sharedGroups(root: Module): string[][] {
  return [...pathsOf(root).values()].filter((paths) => paths.length > 1);
}

export function uniqueLayers(net: Sequential): number {
  return new Set(net).size;
}
