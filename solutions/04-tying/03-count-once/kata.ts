import type { Module, Parameter, Sequential } from '#lib';

/** Every parameter of the tree with all its paths, in the order in which it is met first. */
function pathsOf(root: Module): Map<Parameter, string[]> {
  const paths = new Map<Parameter, string[]>();
  for (const [path, parameter] of root.namedParameters({ removeDuplicate: false })) {
    paths.set(parameter, [...(paths.get(parameter) ?? []), path]);
  }
  return paths;
}

/** Every parameter of the tree once, in the order in which it is met first. */
export function uniqueParameters(root: Module): Parameter[] {
  return [...pathsOf(root).keys()];
}

/** For every parameter that stands at more than one path: all its paths, in order. */
export function sharedGroups(root: Module): string[][] {
  return [...pathsOf(root).values()].filter((paths) => paths.length > 1);
}

/** How many different layers a net has, however often each of them is used. */
export function uniqueLayers(net: Sequential): number {
  return new Set(net).size;
}
