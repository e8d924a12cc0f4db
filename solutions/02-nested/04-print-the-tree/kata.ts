import type { Module } from '#lib';

/** The lines of a module; those of a child are moved in by two blanks, its first line gets the key. */
function linesOf(module: Module): string[] {
  const children = module.childSlots();
  if (children.length === 0) return [`${module.typeName}(${module.extraRepr()})`];
  const inside = children.flatMap(([key, child]) => {
    const [first, ...rest] = child === null ? ['None'] : linesOf(child);
    return [`  (${key}): ${first}`, ...rest.map((line) => `  ${line}`)];
  });
  return [`${module.typeName}(`, ...inside, ')'];
}

/**
 * The tree as text. A module without children is one line, `Name(its own text)`. A module with children is a line
 * `Name(`, a line or more per child that starts with `(key): `, two blanks further in, and a line `)`.
 */
export function render(root: Module): string {
  return linesOf(root).join('\n');
}
