import type { Module } from '#lib';

function linesOf(module: Module): string[] {
  const children = module.childSlots().filter(([, child], i, all) => {
    return child === null || all.findIndex(([, other]) => other === child) === i;
  });
  if (children.length === 0) return [`${module.typeName}(${module.extraRepr()})`];
  const inside = children.flatMap(([key, child]) => {
    const [first, ...rest] = child === null ? ['None'] : linesOf(child);
    return [`  (${key}): ${first}`, ...rest.map((line) => `  ${line}`)];
  });
  return [`${module.typeName}(`, ...inside, ')'];
}

export function render(root: Module): string {
  return linesOf(root).join('\n');
}
