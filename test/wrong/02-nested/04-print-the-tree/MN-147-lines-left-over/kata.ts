import type { Module } from '#lib';

const lines: string[] = [];

function add(module: Module, start: string, blanks: string): void {
  const children = module.childSlots();
  if (children.length === 0) {
    lines.push(`${blanks}${start}${module.typeName}(${module.extraRepr()})`);
    return;
  }
  lines.push(`${blanks}${start}${module.typeName}(`);
  for (const [key, child] of children) {
    if (child === null) lines.push(`${blanks}  (${key}): None`);
    else add(child, `(${key}): `, `${blanks}  `);
  }
  lines.push(`${blanks})`);
}

export function render(root: Module): string {
  add(root, '', '');
  return lines.join('\n');
}
