import type { Module } from '#lib';

/** Text in, text out: every line break inside a child is followed by two more blanks. */
export function render(root: Module): string {
  let inside = '';
  for (const [key, child] of root.childSlots()) {
    const text = child === null ? 'None' : render(child);
    inside += `\n(${key}): ${text}`.replaceAll('\n', '\n  ');
  }
  return inside === '' ? `${root.typeName}(${root.extraRepr()})` : `${root.typeName}(${inside}\n)`;
}
