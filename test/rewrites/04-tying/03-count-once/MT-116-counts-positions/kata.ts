import type { Module, Parameter, Sequential } from '#lib';

export function uniqueParameters(root: Module): Parameter[] {
  const list: Parameter[] = [];
  for (const [, p] of root.namedParameters({ removeDuplicate: false })) if (!list.includes(p)) list.push(p);
  return list;
}

export function sharedGroups(root: Module): string[][] {
  const slots = [...root.namedParameters({ removeDuplicate: false })];
  return uniqueParameters(root)
    .map((p) => slots.filter(([, other]) => other === p).map(([path]) => path))
    .filter(({ length }) => length > 1);
}

export function uniqueLayers(net: Sequential): number {
  let count = 0;
  for (const _ of net) count++;
  return count;
}
