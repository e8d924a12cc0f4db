import type { Module } from '#lib';

/** A stack holds what is still to print: modules to open, and closing lines that wait below their children. */
export function render(root: Module): string {
  const out: string[] = [];
  const todo: { start: string; blanks: number; what: Module | string }[] = [
    { start: '', blanks: 0, what: root },
  ];
  while (todo.length > 0) {
    const { start, blanks, what } = todo.pop()!;
    const put = (text: string): number => out.push(' '.repeat(blanks) + start + text);
    if (typeof what === 'string') {
      put(what);
      continue;
    }
    const children = what.childSlots();
    if (children.length === 0) {
      put(`${what.typeName}(${what.extraRepr()})`);
      continue;
    }
    put(`${what.typeName}(`);
    todo.push({ start: '', blanks, what: ')' });
    for (const [key, child] of children.reverse()) {
      todo.push({ start: `(${key}): `, blanks: blanks + 2, what: child ?? 'None' });
    }
  }
  return out.join('\n');
}
