import type { Module, Parameter } from '#lib';

function everything(module: Module, before: string): Map<string, Parameter> {
  const all = new Map<string, Parameter>();
  for (const [name, p] of module.parameterSlots()) if (p) all.set(`${before}${name}`, p);
  for (const [name, child] of module.childSlots())
    if (child) for (const [path, p] of everything(child, `${before}${name}.`)) all.set(path, p);
  return all;
}

function step<T>(slots: readonly (readonly [string, T | null])[], key: string | number): T | null {
  if (typeof key === 'number') return slots.at(key)?.[1] ?? null;
  for (const [name, value] of slots) if (name === key) return value;
  return null;
}

export function getByPath(root: Module, path: string | readonly number[]): Parameter {
  if (typeof path === 'string')
    for (const [known, p] of everything(root, '')) if (known.endsWith(path)) return p;
  const steps: (string | number)[] = typeof path === 'string' ? path.split('.') : [...path];
  const walked: (string | number)[] = [];
  let here = root;
  while (steps.length > 1) {
    const key = steps.shift()!;
    const next = step(here.childSlots(), key);
    if (next === null) throw new Error(`lost at '${walked.join('.')}': there is no '${key}'`);
    walked.push(key);
    here = next;
  }
  const found = steps.length === 0 ? null : step(here.parameterSlots(), steps[0]!);
  if (found === null) throw new Error(`lost at '${walked.join('.')}': there is no '${steps[0]}'`);
  return found;
}
