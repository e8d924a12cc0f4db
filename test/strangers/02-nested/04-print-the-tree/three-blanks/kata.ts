import type { Module } from '#lib';

function linesOf(module: Module): string[] {
  const children = module.childSlots();
  if (children.length === 0) return [`${module.typeName}(${module.extraRepr()})`];
  const inside = children.flatMap(([key, child]) => {
    const [first, ...rest] = child === null ? ['None'] : linesOf(child);
    return [`(${key}): ${first}`, ...rest].map((line) => `   ${line}`);
  });
  return [`${module.typeName}(`, ...inside, ')'];
}

export const render = (root: Module): string => linesOf(root).join('\n');
