import type { Module, Parameter } from '#lib';

type Step = string | number;

function take<T>(slots: readonly [string, T | null][], step: Step | undefined): T | null {
  const slot = typeof step === 'number' ? slots[step] : slots.find(([name]) => name === step);
  return slot?.[1] ?? null;
}

function missing(steps: readonly Step[], i: number): never {
  throw new Error(`no '${steps[i] ?? ''}' in '${steps.slice(0, i).join('.')}'.`);
}

export function getByPath(root: Module, path: string | readonly number[]): Parameter {
  const steps: readonly Step[] =
    typeof path === 'string'
      ? path.split('.').map((name) => (/^\d+$/.test(name) ? Number(name) : name))
      : path;
  const last = steps.length - 1;
  let module = root;
  for (let i = 0; i < last; i++) module = take(module.childSlots(), steps[i]) ?? missing(steps, i);
  return take(module.parameterSlots(), steps[last]) ?? missing(steps, last);
}
