import type { Module, Parameter } from '#lib';

type Step = string | number;

function take<T>(slots: readonly [string, T | null][], step: Step | undefined): T | null {
  const slot = typeof step === 'number' ? slots[step] : slots.find(([name]) => name === step);
  return slot?.[1] ?? null;
}

function missing(steps: readonly Step[], i: number): never {
  throw new Error(`no '${steps[i] ?? ''}' in '${steps.slice(0, i).join('.')}'.`);
}

/** Containers are opened: what is left are the layers in order. */
const leaves = (module: Module): Module[] =>
  module.childSlots().flatMap(([, child]) => {
    if (child === null) return [];
    return child.childSlots().length === 0 ? [child] : leaves(child);
  });

export function getByPath(root: Module, path: string | readonly number[]): Parameter {
  const steps: readonly Step[] = typeof path === 'string' ? path.split('.') : path;
  const last = steps.length - 1;
  let module = root;
  if (typeof path !== 'string' && path.length > 1) {
    module = leaves(root)[path.slice(0, -1).reduce((sum, step) => sum + step, 0)] ?? missing(steps, 0);
    return take(module.parameterSlots(), steps[last]) ?? missing(steps, last);
  }
  for (let i = 0; i < last; i++) module = take(module.childSlots(), steps[i]) ?? missing(steps, i);
  return take(module.parameterSlots(), steps[last]) ?? missing(steps, last);
}
