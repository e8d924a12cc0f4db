import type { Module } from '#lib';

function* lines(module: Module | null, key: string | null, depth: number): Generator<string> {
  const blanks = '  '.repeat(depth);
  const start = key === null ? '' : `${blanks}(${key}): `;
  const children = module?.childSlots() ?? [];
  if (module === null) yield `${start}None`;
  else if (children.length === 0) yield `${start}${module.typeName}(${module.extraRepr()})`;
  else {
    yield `${start}${module.typeName}(`;
    for (const [name, child] of children) yield* lines(child, name, depth + 1);
    yield `${blanks})`;
  }
}

export const render = (root: Module): string => Array.from(lines(root, null, 0)).join('\n');
