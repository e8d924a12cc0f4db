import type { Module, Parameter, Sequential } from '#lib';

export function uniqueParameters(root: Module): Parameter[] {
  const list: Parameter[] = [];
  const seen = new WeakSet<Parameter>();
  for (const [, parameter] of root.namedParameters({ removeDuplicate: false })) {
    if (seen.has(parameter)) continue;
    seen.add(parameter);
    list.push(parameter);
  }
  return list;
}

export function sharedGroups(root: Module): string[][] {
  const order = uniqueParameters(root);
  const groups = order.map((): string[] => []);
  for (const [path, parameter] of root.namedParameters({ removeDuplicate: false })) {
    groups[order.indexOf(parameter)]!.push(path);
  }
  return groups.filter((group) => group[1] !== undefined);
}

export function uniqueLayers(net: Sequential): number {
  const seen: Module[] = [];
  for (const layer of net) if (!seen.includes(layer)) seen.push(layer);
  return seen.length;
}
