import type { Module, Parameter } from '#lib';

type Step = string | number;

function take<T>(slots: readonly [string, T | null][], step: Step | undefined): T | null {
  const slot = typeof step === 'number' ? slots[step] : slots.find(([name]) => name === step);
  return slot?.[1] ?? null;
}

function missing(steps: readonly Step[], i: number): never {
  throw new Error(`no '${steps[i] ?? ''}' in '${steps.slice(0, i).join('.')}'.`);
}

function list(module: Module, prefix: string): [string, Parameter][] {
  return [
    ...module.parameterSlots().map(([name, p]): [string, Parameter | null] => [prefix + name, p]),
    ...module.childSlots().flatMap(([name, child]) => (child ? list(child, `${prefix}${name}.`) : [])),
  ].filter((entry): entry is [string, Parameter] => entry[1] !== null);
}

export function getByPath(root: Module, path: string | readonly number[]): Parameter {
  const steps: readonly Step[] = typeof path === 'string' ? path.split('.') : path;
  if (typeof path === 'string') {
    const found = list(root, '').find(([known]) => known.endsWith(path));
    if (found !== undefined) return found[1];
  }
  const last = steps.length - 1;
  let module = root;
  for (let i = 0; i < last; i++) module = take(module.childSlots(), steps[i]) ?? missing(steps, i);
  return take(module.parameterSlots(), steps[last]) ?? missing(steps, last);
}
