import type { Module } from '#lib';

/** Writes line by line with the depth at hand; the closing bracket is written one level too deep. */
export function render(root: Module): string {
  const lines: string[] = [];
  const write = (depth: number, line: string): void => {
    lines.push('  '.repeat(depth) + line);
  };
  const print = (module: Module | null, depth: number, key: string): void => {
    if (module === null) {
      write(depth, `${key}None`);
    } else if (module.childSlots().length === 0) {
      write(depth, `${key}${module.typeName}(${module.extraRepr()})`);
    } else {
      write(depth, `${key}${module.typeName}(`);
      for (const [name, child] of module.childSlots()) print(child, depth + 1, `(${name}): `);
      write(depth + 1, ')');
    }
  };
  print(root, 0, '');
  return lines.join('\n');
}
