import type { Module, Parameter, Sequential } from '#lib';

const everywhere = (root: Module): [string, Parameter][] => [
  ...root.namedParameters({ removeDuplicate: false }),
];

export function uniqueParameters(root: Module): Parameter[] {
  const all = everywhere(root).map(([, parameter]) => parameter);
  return all.filter((parameter, i) => all.indexOf(parameter) === i);
}

export function sharedGroups(root: Module): string[][] {
  const all = everywhere(root);
  return uniqueParameters(root)
    .map((parameter) => all.filter(([, other]) => other === parameter).map(([path]) => path))
    .filter(({ length }) => length >= 2);
}

export function uniqueLayers(net: Sequential): number {
  const layers = [...net];
  return layers.filter((layer, i) => !layers.slice(0, i).includes(layer)).length;
}
